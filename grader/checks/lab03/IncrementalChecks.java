package grader.checks.lab03;

import static grader.checks.lab03.Lab03.cuts;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.request;
import static grader.checks.lab03.Lab03.sendCut;
import static grader.checks.lab03.Lab03.sendSingly;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Task incremental: TCP keeps the order of bytes, and nothing else. Bodies that are cut belong to their own tasks. */
class IncrementalChecks {

    private static final String MIRRORED = "method target version field";

    /** A request without a body, and what the mirror says of it. */
    private record Sample(String bytes, List<String> lines) {

        static Sample of(String method, String target, String... fields) {
            List<String> lines = new ArrayList<>(List.of("method: " + method, "target: " + target, "version: HTTP/1.1",
                    "field: host: localhost"));
            Stream.of(fields).forEach(field -> lines.add("field: " + field));
            return new Sample(request(method + " " + target + " HTTP/1.1", fields), lines);
        }
    }

    private static List<Sample> samples(Rig rig) {
        String a = rig.word();
        String b = rig.word();
        return List.of(Sample.of("GET", "/" + a + "?" + b, "a: " + a, "b: " + b), Sample.of("POST", "/" + a + "/" + b),
                Sample.of("PUT", "/", "a: " + a, "a: " + b));
    }

    @Test
    @Check(value = "a head may arrive in pieces", task = "incremental", rule = "any-pieces", points = 5,
            foundation = true,
            explain = """
                    Keep what has arrived, and resume where parsing stopped: in the middle of a name, or between a CR
                    and its LF. Nothing is sent before the empty line is complete. If a field is counted twice, its
                    bytes were scanned twice.
                    """)
    void pieces(Rig rig) {
        Server server = Lab03.start(rig);
        Sample sample = samples(rig).getFirst();
        String bytes = sample.bytes();
        int lineEnd = bytes.indexOf("\r\n") + 1;
        for (int[] places : new int[][] {{2}, {lineEnd, lineEnd + 3}, {bytes.length() - 3, bytes.length() - 1}}) {
            try (Client client = server.connect()) {
                int sent = 0;
                for (int place : places) {
                    client.send(bytes.substring(sent, place));
                    sent = place;
                    Lab01.expectPatience(rig, server, client, sent, bytes.length());
                }
                Mirror.expect(client.send(bytes.substring(sent)).answer(), MIRRORED, sample.lines());
            }
        }
    }

    @Test
    @Check(value = "the request is the same, however its bytes are cut", task = "incremental", rule = "any-pieces",
            points = 5,
            explain = """
                    Any split of the bytes, down to one byte at a time, gives the same request. Count all positions
                    from the beginning of the head, not of the current piece. Kept bytes may be as many as a head may
                    have. They belong to one connection, and at least eight connections are served at the same time.
                    """)
    void anySplit(Rig rig) {
        Server server = Lab03.start(rig);
        List<Sample> samples = samples(rig);
        for (Sample sample : samples) {
            int[] places = sample == samples.getFirst() ? borders(sample.bytes(), "\n", 0)
                    : sample == samples.get(1) ? borders(sample.bytes(), "?: /", rig.random().nextInt(2))
                            : cuts(rig, 1, sample.bytes().length());
            rig.each("cut at " + Arrays.toString(places), () -> {
                try (Client client = server.connect()) {
                    sendCut(server, client, sample.bytes(), places);
                    Mirror.expect(client.answer(), MIRRORED, sample.lines());
                }
            });
        }
        String value = "v".repeat(10_000) + rig.word();
        rig.each("a head of 10,000 bytes in three pieces", () -> {
            try (Client client = server.connect()) {
                sendCut(server, client, request("GET /long HTTP/1.1", "A: b", "Long: " + value), 20, 5_000);
                Mirror.expect(client.answer(), MIRRORED, "method: GET", "target: /long", "version: HTTP/1.1",
                        "field: host: localhost", "field: a: b", "field: long: " + value);
            }
        });
        Sample sample = samples.getLast();
        rig.each("one byte at a time", () -> {
            try (Client client = server.connect()) {
                sendSingly(rig, server, client, sample.bytes());
                Mirror.expect(client.answer(), MIRRORED, sample.lines());
            }
        });
        rig.each("eight clients, each in the middle of its request", () -> expectEightServed(rig, server));
    }

    /** The places before, or after, each of these bytes. */
    private static int[] borders(String bytes, String each, int after) {
        return IntStream.range(1, bytes.length())
                .filter(i -> each.indexOf(bytes.charAt(i)) >= 0)
                .map(i -> i + after)
                .toArray();
    }

    /** Expects that each client is served, and gets the response to its own request. */
    private static void expectEightServed(Rig rig, Server server) {
        Map<Client, String> targets = new LinkedHashMap<>();
        try {
            for (int i = 0; i < 8; i++) {
                String target = "/" + rig.word();
                Client client = server.connect();
                targets.put(client, target);
                client.send("GET " + target.substring(0, 4));
                server.awaitRead(client);
            }
            targets.forEach((client, target) -> Mirror.expect(
                    client.send(request(target.substring(4) + " HTTP/1.1")).answer(), "target", "target: " + target));
        } finally {
            targets.keySet().forEach(Client::close);
        }
    }

    @Test
    @Check(value = "what comes after a request belongs to the next one", task = "incremental", rule = "pipelined",
            points = 4,
            clause = "RFC 9112 §9.3.2",
            explain = """
                    One read may bring two requests, or one and a half. The parser takes the bytes of its request and
                    leaves the rest, even if it kept the beginning of that request from an earlier read. Responses are
                    sent in the order of the requests. If only the second request fails, look at the first two tasks:
                    in Java, a method that reads `bytes[p]` instead of `bytes[base + p]` still sees the first request.
                    """)
    void severalAtOnce(Rig rig) {
        Server server = Lab03.start(rig);
        rig.each("two in one piece", () -> expectInOrder(rig, server, 2));
        rig.each("thirty in one piece", () -> expectInOrder(rig, server, 30));
        rig.each("one, and the beginning of the next", () -> expectInOrder(rig, server, List.of("", ""), -20));
        rig.each("the end of one, and the next", () -> expectInOrder(rig, server, List.of("", ""), 20));
        rig.each("the end of one, and three more", () -> expectInOrder(rig, server, List.of("", "", "", ""), 30));
        rig.each("a part of the last line end of one, and two more", () -> {
            int first = request("GET /first HTTP/1.1", "N: 1").length();
            for (int cut = first - 3; cut < first; cut++) {
                expectInOrder(rig, server, List.of("", "", ""), cut);
            }
        });
    }

    @Test
    @Check(value = "empty lines between requests are skipped, every time", task = "incremental", rule = "empty-lines",
            points = 2,
            explain = """
                    An empty line before a request is discarded, even if it arrives in pieces. Count these lines for
                    each request, not for the whole connection.
                    """)
    void emptyLines(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("an empty line before the first request is skipped",
                () -> exchange(server, "\r\n" + request("GET / HTTP/1.1")).expectStatus(200));
        rig.each("two requests with two empty lines between them",
                () -> expectInOrder(rig, server, List.of("", "\r\n\r\n"), 0));
        rig.each("the same, cut between CR and LF", () -> {
            int first = request("GET /first HTTP/1.1", "N: 1").length();
            expectInOrder(rig, server, List.of("", "\r\n\r\n"), first + 1);
            expectInOrder(rig, server, List.of("", "\r\n\r\n"), first + 2);
            expectInOrder(rig, server, List.of("", "\r\n\r\n"), first + 3);
        });
        rig.each("twelve requests with two empty lines before each",
                () -> expectInOrder(rig, server, Collections.nCopies(12, "\r\n\r\n"), 1));
    }

    static void expectInOrder(Rig rig, Server server, int count) {
        expectInOrder(rig, server, Collections.nCopies(count, ""), 0);
    }

    /** @param cut where the bytes are cut: 0 nowhere, below 0 from the end */
    private static void expectInOrder(Rig rig, Server server, List<String> before, int cut) {
        List<String> targets = new ArrayList<>();
        StringBuilder bytes = new StringBuilder();
        for (String emptyLines : before) {
            targets.add(targets.isEmpty() ? "/first" : "/" + rig.word());
            bytes.append(emptyLines).append(request("GET " + targets.getLast() + " HTTP/1.1", "N: " + targets.size()));
        }
        try (Client client = server.connect()) {
            int place = cut < 0 ? bytes.length() + cut : cut;
            sendCut(server, client, bytes.toString(), place == 0 ? new int[0] : new int[] {place});
            for (int i = 0; i < targets.size(); i++) {
                Mirror.expect(client.answer(), "target field", "target: " + targets.get(i), "field: host: localhost",
                        "field: n: " + (i + 1));
            }
        }
    }
}
