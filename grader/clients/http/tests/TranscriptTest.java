package grader.clients.http.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.http.Transcript.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transcript says whose each step is where several clients speak, and tells in a line what many do alike. */
class TranscriptTest {

    private final Transcript transcript = new Transcript();
    private final List<Client> clients = new ArrayList<>();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        clients.forEach(Client::close);
        listener.close();
    }

    @Test
    void oneClientHasNoName() {
        connect(Peer.client()).send("GET /a HTTP/1.1\r\n");
        assertEquals(List.of("connect PORT", "> GET /a HTTP/1.1\\r\\n"), told());
    }

    @Test
    void ofSeveralEachStepIsNamedTheFirstsToo() {
        Client first = connect(Peer.client());
        Client second = connect(Peer.client());
        first.send("one\n");
        second.halfClose();
        transcript.tell("then");
        connect(Peer.admin()).disconnect();
        first.reset();
        assertEquals(List.of("client 1: connect PORT", "client 2: connect PORT", "client 1: > one\\n",
                "client 2: end the sending side", "then", "admin: connect PORT", "admin: close the connection",
                "client 1: reset the connection"), told());
    }

    @Test
    void twoAtTheSameTimeHaveALaneEach() {
        connect(Peer.client()).disconnect();
        Client first = connect(Peer.client());
        Client second = connect(Peer.client());
        first.disconnect();
        assertEquals(List.of(0, 0, 0, 1, 0), lanes());
        second.disconnect();
        connect(Peer.client());
        assertEquals(List.of(0, 0, 0, 1, 0, 1, 0), lanes());
    }

    @Test
    void threeAtTheSameTimeHaveNone() {
        Client first = connect(Peer.client());
        Client second = connect(Peer.client());
        connect(Peer.client());
        transcript.tell("three of them");
        second.disconnect();
        first.disconnect();
        assertEquals(List.of(0, 0, 0, 0, 0, 0), lanes());
    }

    private List<Integer> lanes() {
        return transcript.steps().stream().map(Step::lane).toList();
    }

    /** A client seen only in steps that are folded, or left out, takes no number away. */
    @Test
    void numbersAreThoseOfTheClientsThatAreSeen() {
        connect(Peer.client()).disconnect();
        transcript.fold(0, "control passed");
        transcript.quiet(true);
        connect(Peer.client());
        transcript.quiet(false);
        connect(Peer.client()).send("a");
        assertEquals(List.of("control passed", "connect PORT", "> a"), told());
        connect(Peer.client());
        assertEquals(List.of("control passed", "client 1: connect PORT", "client 1: > a", "client 2: connect PORT"),
                told());
    }

    @Test
    void whatManyDoAlikeIsToldOnce() {
        List<Client> crowd = crowd(12, number -> "GET /" + "x".repeat(number) + " HTTP/1.1\r\n");
        crowd.forEach(client -> client.send("\r\n"));
        assertEquals(List.of("client 1: connect PORT", "client 1: > GET /x HTTP/1.1\\r\\n",
                "clients 2 to 12: the same, each with a target of its own", "client 1: > \\r\\n",
                "clients 2 to 12: the same"), told());
    }

    @Test
    void whatDiffersIsNotFolded() {
        crowd(7, number -> number == 4 ? "HEAD / HTTP/1.1" : "GET / HTTP/1.1");
        assertEquals(14, told().size(), () -> "three, another one, three: " + told());
    }

    @Test
    void theMarkedStepIsNeverFolded() {
        List<Client> crowd = crowd(6, number -> "GET / HTTP/1.1");
        crowd.getLast().missing("a response");
        assertEquals("client 6", transcript.steps().getLast().who());
        assertEquals("a response", transcript.steps().getLast().mark().expected());
    }

    @Test
    void aStepThatWasLeftOutIsShownWhereItDiffers() throws IOException {
        Client first = connect(Peer.client());
        Client second = connect(Peer.client());
        try (Socket one = listener.accept(); Socket other = listener.accept()) {
            transcript.quiet(true);
            one.getOutputStream().write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes());
            other.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
            Answer missing = first.send("GET /gone HTTP/1.1\r\n\r\n").answer();
            second.send("GET / HTTP/1.1\r\n\r\n").answer();
            assertThrows(CheckFailed.class, () -> missing.expectStatus(200));
            transcript.quiet(false);
        }
        List<Step> steps = transcript.steps().subList(2, transcript.steps().size());
        assertEquals(List.of("client 1 > GET /gone HTTP/1.1\\r\\n", "client 1 < HTTP/1.1 404 Not Found\\r\\n"),
                steps.stream().map(step -> step.who() + " " + step.sign() + " " + step.lines().getFirst()).toList());
        assertEquals("200", steps.getLast().mark().expected());
    }

    @Test
    void ofWhatIsLongTheMiddleIsLeftOut() {
        for (int i = 1; i <= 5_000; i++) {
            transcript.tell("step " + i);
        }
        List<String> told = told();
        assertEquals(41, told.size());
        assertEquals(List.of("step 1", "step 20", "… 4960 more steps", "step 4981", "step 5000"),
                List.of(told.get(0), told.get(19), told.get(20), told.get(21), told.get(40)));
    }

    /** What is wrong with a file is in one of its last lines more often than in the middle. */
    @Test
    void ofALongFileTheLastLinesAreToldToo() {
        transcript.wrote("FILE", "\n".repeat(39) + "the last\n");
        List<String> lines = transcript.steps().getFirst().lines();
        assertEquals(List.of("write FILE", "\\n", "… 28 more lines", "the last\\n"),
                List.of(lines.get(0), lines.get(6), lines.get(7), lines.get(13)));
        assertEquals(14, lines.size());
    }

    private List<Client> crowd(int count, IntFunction<String> says) {
        List<Client> crowd = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            crowd.add(connect(Peer.client()).send(says.apply(number)));
        }
        return crowd;
    }

    private Client connect(Peer peer) {
        clients.add(Client.connect((InetSocketAddress) listener.getLocalSocketAddress(), transcript, peer));
        return clients.getLast();
    }

    private List<String> told() {
        return transcript.steps()
                .stream()
                .map(step -> (step.who().isEmpty() ? "" : step.who() + ": ")
                        + (step.sign().isEmpty() ? "" : step.sign() + " ")
                        + step.lines().stream().collect(Collectors.joining("\n")).replaceAll("127.0.0.1:\\d+", "PORT"))
                .toList();
    }
}
