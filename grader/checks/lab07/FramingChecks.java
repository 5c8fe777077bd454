package grader.checks.lab07;

import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.content;
import static grader.checks.lab07.Lab07.echo;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.expectField;
import static grader.checks.lab07.Lab07.expectLetters;
import static grader.checks.lab07.Lab07.expectNoField;
import static grader.checks.lab07.Lab07.expectNothingAfter;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.request;
import static grader.checks.lab07.Lab07.size;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task framing: how a client finds the end of the content. Answers without content are in {@link BareChecks}. */
class FramingChecks {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    @Check(value = "content of a known length announces it as Content-Length, in bytes", task = "framing",
            rule = "known-length", points = 4,
            foundation = true,
            clause = "RFC 9112 §6.2, RFC 9110 §8.6",
            explain = """
                    The client reads that many bytes, and not one more. `/bytes/{n}` is n times the letter x. `POST
                    /echo` sends the content back as it came, whatever its bytes are. After the last of them the
                    response is complete, whether or not the source has been asked for its end.
                    """)
    void length(Rig rig) {
        Server server = Lab07.start(rig);
        rig.each("/", () -> exchange(server, get("/")).expectStatus(200).expectBody(HELLO));
        for (int count : new int[] {0, 1, size(rig, 2, 5_000), size(rig, 65_536, 70_000),
                size(rig, 300_000, 400_000)}) {
            rig.each("/bytes/" + count,
                    () -> alone(rig, server, get("/bytes/" + count, "Connection: close"), answer -> {
                        expectField(answer, "Content-Length", "" + count);
                        expectNoField(answer, Set.of("Transfer-Encoding"), "beside Content-Length");
                        expectLetters(answer, count);
                    }));
        }
        int last = size(rig, 200, 70_000);
        rig.each("/bytes/" + last + ", and a request after it, unless the connection is to end", () -> {
            try (Client client = server.connect()) {
                Answer answer = client.send(get("/bytes/" + last)).answer();
                expectLetters(answer, last);
                if (!Lab07.options(answer).contains("close")) {
                    client.send(get("/")).answer().expectStatus(200).expectBody(HELLO);
                }
            }
        });
        for (int count : new int[] {0, size(rig, 200, 900)}) {
            String sent = content(rig, count);
            rig.each("an echo of " + count + " bytes", () -> alone(rig, server, echo(sent, "Connection: close"),
                    answer -> answer.expectStatus(200).expectBody(sent)));
        }
    }

    @Test
    @Check(value = "content of an unknown length comes in chunks, and the last one is empty", task = "framing",
            rule = "unknown-length",
            points = 5,
            foundation = true, clause = "RFC 9112 §7.1",
            explain = """
                    Each chunk is its size in hexadecimal, CR LF, that many bytes, CR LF; the end is `0`, CR LF, and
                    an empty line. A chunk of 65,536 bytes has a size of five digits: make chunks smaller, or make
                    room for it. A response has Content-Length or Transfer-Encoding, never both.
                    """)
    void chunks(Rig rig) {
        Server server = Lab07.start(rig);
        for (int count : new int[] {0, 1, size(rig, 2, 5_000), 65_535, 65_536, size(rig, 70_000, 90_000),
                size(rig, 300_000, 400_000)}) {
            // Without `Connection: close`: with it, the end of the connection may be the end.
            rig.each("/chunks/" + count, () -> {
                Answer answer = exchange(server, get("/chunks/" + count)).expectStatus(200);
                if (answer.values("Content-Length").isEmpty()) {
                    expectField(answer, "Transfer-Encoding", "chunked");
                } else {        // The server has made all of it before it says the length.
                    expectNoField(answer, Set.of("Transfer-Encoding"), "beside Content-Length");
                    expectField(answer, "Content-Length", "" + count);
                }
                expectLetters(answer, count);
            });
        }
        int count = size(rig, 2, 5_000);
        rig.each("/chunks/" + count + ", and nothing after it", () -> alone(rig, server,
                get("/chunks/" + count, "Connection: close"), answer -> expectLetters(answer, count)));
    }

    @Test
    @Check(value = "a client that speaks HTTP/1.0 gets no chunks: the content ends with the connection",
            task = "framing", rule = "http10-framing", points = 3,
            foundation = true, clause = "RFC 9112 §6.1, §6.3",
            explain = """
                    HTTP/1.0 has no Transfer-Encoding: the client would take the sizes for content. If the length is
                    known, Content-Length says it, as always; otherwise the end of the connection is the end of the
                    content.
                    """)
    void old(Rig rig) {
        Server server = Lab07.start(rig);
        for (int count : new int[] {0, size(rig, 2, 5_000), size(rig, 70_000, 90_000)}) {
            rig.each("/chunks/" + count + " in HTTP/1.0",
                    () -> alone(rig, server, Lab07.old("/chunks/" + count), answer -> {
                        expectNoField(answer, Set.of("Transfer-Encoding"), "in a response to HTTP/1.0");
                        expectLetters(answer, count);
                    }));
            rig.each("/bytes/" + count + " in HTTP/1.0",
                    () -> alone(rig, server, Lab07.old("/bytes/" + count), answer -> {
                        expectField(answer, "Content-Length", "" + count);
                        expectLetters(answer, count);
                    }));
        }
    }

    @Test
    @Check(value = "/json is generated for each request, and /fields shows fields as they arrived", task = "framing",
            rule = "made-each-time",
            points = 2,
            clause = "RFC 9110 §8.6",
            explain = """
                    The id of `/json` is different each time. It may have one digit more than the last one, so count the
                    length for each response. `/fields` has a line `name: value` for each field of the
                    request, in the same order.
                    """)
    void samples(Rig rig) {
        Server server = Lab07.start(rig);
        Set<JsonNode> ids = new HashSet<>();
        rig.each("/json, 12 times", () -> {
            for (int i = 1; i <= 12; i++) {
                rig.step("/json, time " + i, () -> alone(rig, server, get("/json", "Connection: close"),
                        answer -> ids.add(expectJson(answer))));
            }
        });
        if (ids.size() < 12) {
            throw rig.failure("expected different ids in 12 responses to /json, but there were only "
                    + ids.size() + " different ones");
        }
        List<String> fields = List.of("x-" + rig.word() + ": " + rig.word(), "x-" + rig.word() + ": a, " + rig.word(),
                "x-" + rig.word() + ": \"\u00e9\"");
        rig.each("/fields", () -> {
            Answer answer =
                    exchange(server, request("GET /fields HTTP/1.1", fields.toArray(String[]::new))).expectStatus(200);
            List<String> lines = answer.body()
                    .lines()
                    .map(line -> line.startsWith("X-") ? "x" + line.substring(1) : line)
                    .filter(fields::contains)
                    .toList();
            if (!lines.equals(fields)) {
                throw answer.differs((int) answer.head().lines().count(), 0, 0,
                        String.join("\\n", fields.subList(0, 2)),
                        "expected the lines " + String.join(" | ", fields) + " in this order, got "
                                + String.join(" | ", answer.body().lines().toList()));
            }
        });
    }

    private static JsonNode expectJson(Answer answer) {
        answer.expectStatus(200);
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (json.path("id").isNumber() && json.path("name").asText().equals("Ada") && json.path("tags").size() == 3
                    && json.path("ok").asBoolean()) {
                return json.path("id");
            }
        } catch (JsonProcessingException noJson) {
            // told below
        }
        throw answer.differs((int) answer.head().lines().count(), 0, 0, "{\"id\":N,\"name\":\"Ada\",…}",
                "expected {\"id\":N,\"name\":\"Ada\",\"tags\":[\"a\",\"b\",\"c\"],\"ok\":true}, got "
                        + answer.body().strip());
    }

    /** One exchange on a connection of its own, and nothing after it. */
    private static void alone(Rig rig, Server server, String request, Consumer<Answer> expected) {
        try (Client client = server.connect()) {
            expected.accept(client.send(request).answer());
            expectNothingAfter(rig, client);
        }
    }
}
