package grader.checks.lab01;

import static grader.checks.lab01.Lab01.get;
import static grader.checks.lab01.Lab01.request;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.matchesPattern;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task write-response: exact to the byte. */
class WriteResponseChecks {

    /** How long to wait for bytes that should not come. A server that ends the connection ends the wait. */
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final int LONG = 1200;
    private static final String NEXT_RESPONSE = "HTTP/";

    @Test
    @Check(value = "a GET gets a 200 whose body mirrors the request", task = "write-response", rule = "mirror",
            points = 4,
            foundation = true,
            explain = """
                    The body is the method, a space, the target and a line feed. An empty line separates the head from
                    the body, and Content-Length says how long the body is.
                    """)
    void mirror(Rig rig) {
        String target = "/" + rig.word() + "?" + rig.word() + "=" + rig.random().nextInt(1000);
        Lab01.exchange(rig.borrow(), target).expectStatus(200).expectBody("GET " + target + "\n");
    }

    @Test
    @Check(value = "the head is a status line, fields and an empty line, and each line ends in CR LF",
            task = "write-response", rule = "head-form", points = 4,
            clause = "RFC 9112 §4, §2.2",
            explain = """
                    `HTTP/1.1 200 OK`, then the fields, then an empty line. Every one of these lines ends in \\r\\n.
                    """)
    void exactHead(Rig rig) {
        try (Client client = rig.borrow().connect()) {
            Answer answer = client.send(get("/" + rig.word())).answer().expectStatus(200);
            if (!answer.statusLine().matches("HTTP/1\\.1 200 [\\t\\x20-\\x7e\\x80-\\xff]*")) {
                throw answer.differs(0, 0, answer.statusLine().length(), "HTTP/1.1 200 OK",
                        "expected the status line HTTP/1.1 200 OK, got " + answer.statusLine());
            }
            String[] lines = answer.head().split("(?<=\n)");
            for (int i = 0; i < lines.length; i++) {
                expectLine(answer, lines[i], i, i == lines.length - 1);
            }
        }
    }

    private static void expectLine(Answer answer, String line, int number, boolean last) {
        String which = number == 0 ? "the status line" : "line " + (number + 1) + " of the head";
        if (!line.endsWith("\r\n")) {
            throw answer.differs(number, line.length() - 1, 2, "\\r\\n",
                    "expected " + which + " to end in \\r\\n, but it ends in \\n alone");
        }
        if (number > 0 && !last && !line.matches("(?s)[!-9;-~]+:.*\r\n")) {
            throw answer.differs(number, 0, line.length() - 2, "NAME: VALUE",
                    "expected " + which + " to be a field, NAME: VALUE");
        }
    }

    @Test
    @Check(value = "one request gets one response", task = "write-response", rule = "one-response", points = 1,
            clause = "RFC 9112 §9.2",
            explain = """
                    A client would take a second response for the response to its next request. With `Connection:
                    close`, the first response is also the last: nothing follows its body.
                    """)
    void oneResponse(Rig rig) {
        try (Client client = rig.borrow().connect()) {
            Answer answer = client.send(get("/" + rig.word())).answer().expectStatus(200);
            String more = client.readUntilClose(A_MOMENT);
            if (more.startsWith(NEXT_RESPONSE)) {
                client.tellUnread();
                throw answer.differs(0, 0, NEXT_RESPONSE.length(), "the end of the connection",
                        "expected one response to one request, but a second one came after it: " + more.length()
                                + " bytes");
            }
        }
    }

    @Test
    @Check(value = "the response says that it is plain text, and that the connection ends", task = "write-response",
            rule = "response-fields",
            points = 3,
            explain = """
                    Content-Type is text/plain. `Connection: close` says that no other response will follow.
                    """)
    void fieldsOfTheResponse(Rig rig) {
        rig.rest(rig.borrow())
                .when()
                .get("/" + rig.word())
                .then()
                .statusCode(200)
                .contentType(matchesPattern("(?i)text/plain\\s*(;.*)?"))
                .header("Connection", equalToIgnoringCase("close"));
    }

    @Test
    @Check(value = "other methods are mirrored, too", task = "write-response", rule = "any-method", points = 2,
            explain = """
                    The mirror shows the method as received, known or not. Methods are case-sensitive: `head` is not HEAD,
                    so its response has a body.
                    """)
    void otherMethods(Rig rig) {
        Server server = rig.borrow();
        for (String method : new String[] {"DELETE", "OPTIONS", "M-SEARCH", "Brew2", "head"}) {
            String target = "/" + rig.word();
            try (Client client = server.connect()) {
                client.send(request(method, target))
                        .answer()
                        .expectStatus(200)
                        .expectBody(method + " " + target + "\n");
            }
        }
    }

    @Test
    @Check(value = "Content-Length counts bytes, not characters", task = "write-response", rule = "content-length",
            points = 4,
            clause = "RFC 9110 §8.6",
            explain = """
                    A character beyond ASCII takes two or more bytes in UTF-8, and the client reads exactly as many
                    bytes as Content-Length says. Encode the body in UTF-8 first, then count the bytes.
                    """)
    void lengthInBytes(Rig rig) {
        Server server = rig.borrow();
        rig.control("an ASCII target gets a 200", () -> Lab01.exchange(server, "/plain").expectStatus(200));
        String target =
                "/" + rig.word() + new String("/é/✓".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (String each : new String[] {"/" + rig.word() + "?", "/" + "a".repeat(LONG), target}) {
            try (Client client = server.connect()) {
                Answer answer = client.send(get(each)).answer();
                answer.expectStatus(200, 400);      // a target beyond ASCII may be refused
                if (answer.status() == 200) {
                    expectLength(answer, client);
                    answer.expectBody("GET " + each + "\n");
                }
            }
        }
    }

    /**
     * The body was read by its length. Bytes after it were not counted; if bytes were missing, `answer` has failed.
     * Another check looks for a second response.
     */
    private static void expectLength(Answer answer, Client client) {
        List<String> lengths = answer.values("Content-Length");
        if (lengths.size() != 1 || !lengths.getFirst().matches("[0-9]+")) {
            throw answer.fieldDiffers("Content-Length", "one Content-Length, of digits",
                    "expected one Content-Length, of digits only, got " + lengths);
        }
        String more = client.readUntilClose(A_MOMENT);
        if (!more.isEmpty() && !more.startsWith(NEXT_RESPONSE)) {
            CheckFailed failed =
                    answer.fieldDiffers("Content-Length", "Content-Length: " + (answer.body().length() + more.length()),
                            "expected Content-Length: " + (answer.body().length() + more.length()) + ", got "
                                    + answer.values("Content-Length").getFirst() + ": " + more.length()
                                    + " bytes of the body are not counted");
            client.tellUnread();
            throw failed;
        }
    }

    @Test
    @Check(value = "the response to HEAD has a head and no body", task = "write-response", rule = "head-method",
            points = 2,
            clause = "RFC 9110 §9.3.2",
            explain = """
                    HEAD asks for the head that a GET would get, without the body. The client would take a body for
                    the beginning of the next response.
                    """)
    void headHasNoBody(Rig rig) {
        Server server = rig.borrow();
        rig.control("a GET gets a body",
                () -> Lab01.exchange(server, "/control").expectStatus(200).expectBody("GET /control\n"));
        try (Client client = server.connect()) {
            String target = "/" + rig.word();
            Answer answer = client.send(request("HEAD", target)).answer("HEAD").expectStatus(200);
            expectLengthOfHead(answer, target);
            if (!client.readUntilClose(A_MOMENT).isEmpty()) {
                client.tellUnread();
                throw answer.differs(0, 0, client.unread().length() - 1, "nothing after the head",
                        "expected nothing after the head of a response to HEAD, got " + client.unread().length()
                                + " bytes");
            }
        }
    }

    /** Accepts the length for the same GET, that of HEAD's own mirror, or none. */
    private static void expectLengthOfHead(Answer answer, String target) {
        List<String> lengths = answer.values("Content-Length");
        int ofGet = ("GET " + target + "\n").length();
        if (!lengths.isEmpty() && !lengths.equals(List.of(String.valueOf(ofGet)))
                && !lengths.equals(List.of(String.valueOf(ofGet + 1)))) {
            throw answer.fieldDiffers("Content-Length", "Content-Length: " + ofGet, "expected Content-Length: " + ofGet
                    + ", as for the same GET, got " + String.join(" and ", lengths));
        }
    }
}
