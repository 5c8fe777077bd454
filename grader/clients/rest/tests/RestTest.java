package grader.clients.rest.tests;

import static grader.clients.rest.HttpMatchers.absent;
import static grader.clients.rest.HttpMatchers.lists;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.http.Transcript.Mark;
import grader.clients.http.Transcript.Step;
import grader.clients.rest.OrdinaryClient;
import grader.clients.rest.Rest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails with REST-assured reads like what fails with the raw client: one line, and a mark at the place. */
class RestTest {

    /** Of 8 MiB on a busy machine. */
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String PROBLEM =
            "HTTP/1.1 422 Unprocessable Content\r\nContent-Type: text/plain\r\nContent-Length: 32\r\nVary: a\r\n"
                    + "Vary: b\r\nConnection: close\r\n\r\n{\"errors\":[{\"pointer\":\"/user\"}]}";
    private static final String UNWRITTEN = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 33\r\n"
            + "Content-Type: text/plain\r\nConnection: close\r\n\r\ntask rules is not written yet: x\n";
    private static final String GOT = ", got HTTP/1.1 422 Unprocessable Content";

    static Stream<Arguments> failures() {
        return Stream.of(
                of(PROBLEM, then -> then.statusCode(201), "expected status 201" + GOT, 0),
                of(PROBLEM, then -> then.statusCode(anyOf(is(200), is(201))), "expected status 200 or 201" + GOT, 0),
                of(PROBLEM, then -> then.assertThat().and().statusCode(not(is(422))), "expected status not 422" + GOT,
                        0),
                of(UNWRITTEN, then -> then.statusCode(201),
                        "expected status 201, got HTTP/1.1 500 Internal Server Error (task rules is not written yet)",
                        0),
                of(PROBLEM, then -> then.contentType("application/json"),
                        "expected the field Content-Type to be a string starting with \"application/json\" ignoring "
                                + "case, got text/plain",
                        1),
                of(PROBLEM, then -> then.contentType(ContentType.JSON),
                        "expected the field Content-Type to be application/json, got text/plain", 1),
                of(PROBLEM, then -> then.header("location", startsWith("/orders")),
                        "expected the field location to be a string starting with \"/orders\", but it did not come", 0),
                of(PROBLEM, then -> then.header("Content-Length", absent()),
                        "expected the field Content-Length to be absent, got 32", 2),
                of(PROBLEM, then -> then.header("Vary", lists("b")).header("Vary", "b"),
                        "expected the field Vary to be \"b\", got 2 of them: 'a' and 'b'", 3),
                of(PROBLEM, then -> then.body("errors.pointer", contains("/email")),
                        "expected errors.pointer of the body to be in exactly this order: [\"/email\"], got [/user]",
                        7),
                of(PROBLEM, then -> then.body("total", is(284), "status", is("success")),
                        "expected total of the body to be 284, but it is missing or null; expected status of the body "
                                + "to be \"success\", but it is missing or null",
                        7),
                of(UNWRITTEN, then -> then.body("total", is(284)),
                        "expected a body of JSON, got task rules is not written yet: x\\n", 5),
                of(UNWRITTEN, then -> then.body(startsWith("task rules"), startsWith("x")),
                        "expected the body to be a string starting with \"x\", got task rules is not written yet: x\\n",
                        5));
    }

    private static Arguments of(String answer, Consumer<ValidatableResponse> expectation, String message, int line) {
        return Arguments.of(message, answer, expectation, line);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void readsLikeTheRawClients(String message, String answer, Consumer<ValidatableResponse> expectation, int line)
            throws IOException {
        Transcript transcript = new Transcript();
        assertEquals(message, thrown(CheckFailed.class, "/", answer, expectation, transcript).getMessage());
        Mark mark = transcript.steps().getLast().mark();
        assertEquals(line, mark.line(), mark::toString);
    }

    @Test
    void isToldWithinStepsThatAreLeftOut() throws IOException {
        Transcript transcript = new Transcript();
        transcript.tell("a long loop");
        transcript.quiet(true);
        thrown(CheckFailed.class, "/", PROBLEM, then -> then.statusCode(200), transcript);
        assertEquals(List.of("", ">", "<"), transcript.steps().stream().map(Step::sign).toList());
        assertEquals("200", transcript.steps().getLast().mark().expected());
    }

    @Test
    void aConnectionThatIsClosedIsNoAnswer() throws IOException {
        Transcript transcript = new Transcript();
        assertEquals("expected a response, but the server closed the connection",
                thrown(CheckFailed.class, "/", "", then -> then.statusCode(200), transcript).getMessage());
        assertEquals(List.of("< the server closed the connection"), transcript.steps().getLast().lines());
    }

    @Test
    void whatItDoesNotAssertItselfFailsInTheWordsOfRestAssured() throws IOException {
        AssertionError failed =
                thrown(AssertionError.class, "/", PROBLEM, then -> then.cookie("x", "y"), new Transcript());
        assertTrue(CheckFailed.of(failed).orElseThrow().getMessage().contains("No cookies"), failed::getMessage);
    }

    /** Of each response, what it begins with, what follows for ever, and what is said of it. `~` is a KiB of x. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
            "HTTP/1.1 200 OK|| # x # after 8 MiB the server still sent",
            "HTTP/1.1 200 OK|Content-Length: 99999999999|| # x # after 8 MiB the server still sent",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked|| # 400|~| # after 8 MiB the server still sent",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffff| # x # after 8 MiB the server still sent",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;a= # x # after 8 MiB the server still sent",
            "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0| # a: ~| # after 8 MiB the server still sent",
            "HTTP/1.1 200 OK| # a: b| # after 64 KiB of its head the server still sent",
            "HTTP/1.1 200 OK|a: # x # after 64 KiB of its head the server still sent",
            "HTTP/1.1 100 Continue|| # HTTP/1.1 100 Continue|a: ~|| # after 8 MiB the server still sent",
            "HTTP/1.1 100 Continue||HTTP/1.1 200 OK| # a: b| # after 64 KiB of its head the server still sent",
            "x # x # after 64 KiB of its head the server still sent"})
    void aResponseWithoutEndFails(String start, String then, String what) throws IOException {
        String more = then.replace("|", "\r\n").replace("~", "x".repeat(0x400)).repeat(100);
        Transcript transcript = new Transcript();
        assertEquals("expected a response, but " + what, failure(LONG, transcript, connection -> {
            connection.write(start.replace("|", "\r\n").getBytes(ISO_8859_1));
            while (true) {
                connection.write(more.getBytes(ISO_8859_1));
            }
        }));
        assertEquals(List.of("< then " + what), transcript.steps().getLast().lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", "HTTP/1.1 200 OK\r\na: "})
    void aResponseThatDripsFails(String start) throws IOException {
        String failure = failure(Duration.ofMillis(300), new Transcript(), connection -> {
            connection.write(start.getBytes(ISO_8859_1));
            while (true) {
                connection.write('x');
                LockSupport.parkNanos(10_000_000);
            }
        });
        assertTrue(failure.matches("expected a response, but after \\d+ bytes no more came within 300 ms"), failure);
    }

    @ParameterizedTest
    @CsvSource({"[, it is nested more than 500 levels deep", "'{\"a\":', it is nested more than 500 levels deep",
            "'[[],', it is nested more than 500 levels deep", "'[\"[\",', it is nested more than 500 levels deep"})
    void jsonThatIsNestedTooDeeplyFails(String level, String what) throws IOException {
        expectExcess("\n " + level.repeat(100_000), what);
    }

    @Test
    void jsonOfTooManyValuesFails() throws IOException {
        expectExcess("[" + "[],\"\\\",\",".repeat(100_000) + "1]", "it has more than 100000 values");
        expectExcess("[" + "[],\"\\\",\",".repeat(40_000) + "1]", "");
    }

    private static void expectExcess(String json, String what) throws IOException {
        String response = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + json;
        assertEquals(what.isEmpty() ? "expected status 201, got HTTP/1.1 200 OK"
                : "expected a body that can be read, but " + what,
                thrown(CheckFailed.class, "/", response, then -> then.statusCode(201), new Transcript()).getMessage());
    }

    private interface Sending {
        void to(OutputStream connection) throws IOException;
    }

    /** The message of the failure that a server gets. */
    private static String failure(Duration patience, Transcript transcript, Sending sending) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket client = listener.accept()) {
                    client.getInputStream().read(new byte[4096]);
                    sending.to(client.getOutputStream());
                } catch (IOException clientGone) {
                    // as it should be
                }
            });
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            try (Rest rest = new Rest(address, OrdinaryClient.of(0), transcript, Peer.client(), patience)) {
                return assertThrows(CheckFailed.class, () -> rest.request().get("/").then()).getMessage();
            }
        }
    }

    /** REST-assured merges slashes. */
    @ParameterizedTest
    @ValueSource(strings = {"/a//b", "//a"})
    void refusesAPathThatItWouldRewrite(String path) throws IOException {
        IllegalStateException refused =
                thrown(IllegalStateException.class, path, PROBLEM, then -> then.statusCode(422), new Transcript());
        assertTrue(refused.getMessage().contains("'GET " + path + "'"), refused::getMessage);
        assertTrue(CheckFailed.of(refused).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb%41/", "/v!$&'()*,=:@-._~+", "/a?q=v%20w&u=/%2F", "/a?v", "/a/?a=%20&w=1"})
    void sendsATargetAsItIsWritten(String target) throws IOException {
        Transcript transcript = new Transcript();
        thrown(CheckFailed.class, target, PROBLEM, then -> then.statusCode(200), transcript);
        assertEquals("GET " + target + " HTTP/1.1\\r\\n", transcript.steps().getFirst().lines().getFirst());
    }

    private static <T extends Throwable> T thrown(Class<T> type, String target, String answer,
            Consumer<ValidatableResponse> expectation, Transcript transcript) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(listener, answer));
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            try (Rest rest = new Rest(address, OrdinaryClient.of(0), transcript, Peer.client(), Limits.PATIENCE)) {
                return assertThrows(type, () -> expectation.accept(rest.request().get(target).then()));
            }
        }
    }

    private static void answer(ServerSocket listener, String answer) {
        try (Socket client = listener.accept()) {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException clientGone) {
            // the test fails then
        }
    }
}
