package grader.rest.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.http.Transcript;
import grader.http.Transcript.Mark;
import grader.rest.Rest;
import grader.rest.RestFailure;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What REST-assured throws reads like what the wire client throws: one line, and a mark at the place. */
class RestFailureTest {

    private static final String PROBLEM =
            "HTTP/1.1 422 Unprocessable Content\r\nContent-Type: text/plain\r\nContent-Length: 32\r\n"
                    + "Connection: close\r\n\r\n{\"errors\":[{\"pointer\":\"/user\"}]}";
    private static final String UNWRITTEN = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 33\r\n"
            + "Content-Type: text/plain\r\nConnection: close\r\n\r\ntask rules is not written yet: x\n";

    static Stream<Arguments> failures() {
        return Stream.of(
                of(PROBLEM, then -> then.statusCode(201), "expected status 201, got 422", 0),
                of(PROBLEM, then -> then.statusCode(anyOf(is(200), is(201))), "expected status 200 or 201, got 422", 0),
                of(UNWRITTEN, then -> then.statusCode(201),
                        "expected status 201, got 500 (task rules is not written yet)", 0),
                of(PROBLEM, then -> then.contentType("application/json"),
                        "expected the field Content-Type to be \"application/json\", got text/plain", 1),
                of(PROBLEM, then -> then.header("Location", startsWith("/orders")),
                        "expected the field Location to be a string starting with \"/orders\", but it did not come", 0),
                of(PROBLEM, then -> then.body("errors.pointer", contains("/email")),
                        "expected errors.pointer of the body to be iterable containing [\"/email\"], got [/user]", 5),
                of(PROBLEM, then -> then.body("total", is(284), "status", is("success")),
                        "expected total of the body to be 284, got null; expected status of the body to be "
                                + "\"success\", got null",
                        5),
                of(UNWRITTEN, then -> then.body("total", is(284)),
                        "expected a body of JSON, got task rules is not written yet: x\\n", 5));
    }

    private static Arguments of(String answer, Consumer<ValidatableResponse> expectation, String message, int line) {
        return Arguments.of(message, answer, expectation, line);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void readsLikeTheWireClients(String message, String answer, Consumer<ValidatableResponse> expectation, int line)
            throws IOException {
        Transcript transcript = new Transcript();
        Throwable thrown = thrown(answer, expectation, transcript);

        assertEquals(message, RestFailure.of(thrown, transcript).orElseThrow().getMessage());
        Mark mark = transcript.steps().getLast().mark();
        assertEquals(line, mark.line(), mark::toString);
    }

    @Test
    void aConnectionThatIsClosedIsNoAnswer() throws IOException {
        Transcript transcript = new Transcript();
        Throwable thrown = thrown("", then -> then.statusCode(200), transcript);
        assertEquals("expected an answer, but the server closed the connection",
                RestFailure.of(thrown, transcript).orElseThrow().getMessage());
    }

    @Test
    void aFaultOfTheGradersSaysNothingAboutTheServer() {
        assertTrue(RestFailure.of(new IllegalStateException("no"), new Transcript()).isEmpty());
    }

    private static Throwable thrown(String answer, Consumer<ValidatableResponse> expectation, Transcript transcript)
            throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(listener, answer));
            try (Rest rest =
                    new Rest(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()))) {
                Throwable thrown =
                        assertThrows(Throwable.class, () -> expectation.accept(rest.request().get("/").then()));
                rest.copyTo(transcript);
                return thrown;
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
