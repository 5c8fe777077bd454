package grader.checks.lab07;

import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.echo;
import static grader.checks.lab07.Lab07.expectLetters;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.head;
import static grader.checks.lab07.Lab07.old;
import static grader.checks.lab07.Lab07.size;
import static java.util.stream.Collectors.joining;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task keep-alive: whether a connection goes on. */
class PersistenceChecks {

    @Test
    @Check(value = "a connection stays open after a response, whatever it was", task = "keep-alive",
            rule = "goes-on", points = 4,
            foundation = true,
            clause = "RFC 9112 §9.3",
            explain = """
                    HTTP/1.1 keeps the connection unless the client or the server says `close`. After a body, after
                    chunks, after a response without content and after a 404 comes the next request, as if it were the
                    first.
                    """)
    void kept(Rig rig) {
        Server server = Lab07.start(rig);
        int count = size(rig, 20, 5_000);
        String word = rig.word();
        try (Client client = server.connect()) {
            rig.step("/", () -> expectKept(client.send(get("/")).answer().expectStatus(200).expectBody(HELLO)));
            rig.step("/bytes/" + count,
                    () -> expectLetters(expectKept(client.send(get("/bytes/" + count)).answer()), count));
            rig.step("/chunks/" + count,
                    () -> expectLetters(expectKept(client.send(get("/chunks/" + count)).answer()), count));
            rig.step("HEAD", () -> expectKept(client.send(head("/bytes/" + count)).answer("HEAD").expectStatus(200)));
            rig.step("204", () -> expectKept(client.send(get("/no-content")).answer().expectStatus(204)));
            rig.step("404", () -> expectKept(client.send(get("/" + word)).answer().expectStatus(404)));
            rig.step("404 for content that no route takes", () -> expectKept(
                    client.send(echo(word).replace("/echo", "/" + word)).answer().expectStatus(404)));
            rig.step("405 for content that no route takes", () -> expectKept(
                    client.send(echo(word).replace("/echo", "/json")).answer().expectStatus(405)));
            rig.step("an echo", () -> expectKept(client.send(echo(word)).answer().expectStatus(200).expectBody(word)));
            rig.step("/ again", () -> expectKept(client.send(get("/")).answer().expectStatus(200).expectBody(HELLO)));
        }
    }

    private static Answer expectKept(Answer answer) {
        if (Lab07.options(answer).contains("close")) {
            throw answer.fieldDiffers("Connection", "no Connection: close",
                    "expected the connection to stay open, but the response says Connection: close");
        }
        return answer;
    }

    @Test
    @Check(value = "`close` ends the connection after the response, wherever it is in `Connection`; other words "
            + "do not",
            task = "keep-alive", rule = "close-option",
            points = 2, clause = "RFC 9110 §7.6.1, RFC 9112 §9.6",
            explain = """
                    `Connection` is a list of options: in any case, with spaces around them, over several lines, and
                    `close` wins over `keep-alive`. An option is compared as a whole: `x-close` is a different one. The
                    last response says `Connection: close`, too.
                    """)
    void options(Rig rig) {
        Server server = Lab07.start(rig);
        for (List<String> lines : List.of(List.of("keep-alive"), List.of("x-close"),
                List.of("closed, " + rig.word()))) {
            rig.each(String.join(" and ", fields(lines)), () -> expectTwo(server, get("/", fields(lines)), _ -> {}));
        }
        for (List<String> lines : List.of(List.of("close"), List.of("Close"), List.of(rig.word() + ", close"),
                List.of("close, keep-alive"),
                List.of("keep-alive ,\tCLOSE"), List.of("keep-alive", "close"), List.of("close", rig.word()))) {
            rig.each(String.join(" and ", fields(lines)), () -> {
                try (Client client = server.connect()) {
                    Answer answer = expectStatus(client.send(get("/", fields(lines))), 200).expectBody(HELLO);
                    if (!Lab07.options(answer).contains("close")) {
                        throw answer.fieldDiffers("Connection", "Connection: close",
                                "expected the last response to say Connection: close, got "
                                        + shown(answer));
                    }
                    expectEnd(rig, client);
                }
            });
        }
    }

    private static String shown(Answer answer) {
        return answer.values("Connection").isEmpty() ? "none" : String.join(" and ", answer.values("Connection"));
    }

    private static String[] fields(List<String> values) {
        return values.stream().map(value -> "Connection: " + value).toArray(String[]::new);
    }

    private static void expectTwo(Server server, String request, Consumer<Answer> first) {
        try (Client client = server.connect()) {
            first.accept(client.send(request).answer().expectStatus(200).expectBody(HELLO));
            expectStatus(client.send(get("/no-content")), 204);
        }
    }

    @Test
    @Check(value = "HTTP/1.0 goes on only with `keep-alive`, and only where the client can see the end of the content",
            task = "keep-alive", rule = "http10-keep-alive",
            points = 2, clause = "RFC 9112 §9.3, §6.3",
            explain = """
                    A client that speaks HTTP/1.0 has to ask to keep the connection, and is told that it may:
                    `Connection: keep-alive`. If the content ends with the connection, it may not, whatever it asks for.
                    """)
    void oldKept(Rig rig) {
        Server server = Lab07.start(rig);
        for (String value : List.of("keep-alive", "Keep-Alive", rig.word() + ", keep-alive")) {
            rig.each("HTTP/1.0 with Connection: " + value,
                    () -> expectTwo(server, Lab07.old("/", "Connection: " + value), answer -> {
                        if (!Lab07.options(answer).contains("keep-alive")) {
                            throw answer.fieldDiffers("Connection", "Connection: keep-alive",
                                    "expected Connection: keep-alive in a response to HTTP/1.0 after which "
                                            + "the connection stays open, got " + shown(answer));
                        }
                    }));
        }
        int count = size(rig, 20, 5_000);
        for (String request : List.of(Lab07.old("/"), Lab07.old("/", "Connection: " + rig.word()),
                Lab07.old("/", "Connection: keep-alive, close"),
                Lab07.old("/chunks/" + count, "Connection: keep-alive"))) {
            rig.each(request.lines().filter(line -> line.matches("GET.*|Connection.*")).collect(joining(", ")), () -> {
                try (Client client = server.connect()) {
                    Answer answer = expectStatus(client.send(request), 200);
                    if (request.contains("/chunks/")) {
                        expectLetters(answer, count);
                    }
                    expectEnd(rig, client);
                }
            });
        }
    }
}
