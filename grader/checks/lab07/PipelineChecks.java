package grader.checks.lab07;

import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.HIDDEN;
import static grader.checks.lab07.Lab07.content;
import static grader.checks.lab07.Lab07.echo;
import static grader.checks.lab07.Lab07.expectLetters;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.head;
import static grader.checks.lab07.Lab07.method;
import static grader.checks.lab07.Lab07.request;
import static grader.checks.lab07.Lab07.size;
import static java.util.stream.Collectors.joining;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task keep-alive: requests that come before the responses to earlier ones are sent. */
class PipelineChecks {

    private record Step(String request, Consumer<Answer> expected) {}

    @Test
    @Check(value = "requests that arrive in one piece get their responses in order", task = "keep-alive",
            rule = "pipelined-order", points = 2,
            foundation = true,
            clause = "RFC 9112 §9.3.2",
            explain = """
                    A client may send the next request before it has the response. Responses carry no number: only
                    their order says which request they belong to. So the second one waits, even if it is ready
                    sooner. A request may be cut anywhere, and what follows a body is the next one.
                    """)
    void inOrder(Rig rig) {
        Server server = Lab07.start(rig);
        rig.each("in one piece", () -> expectAll(rig, server, steps(rig), false));
        rig.each("cut in pieces", () -> expectAll(rig, server, steps(rig), true));
        rig.each("a slow one before a quick one", () -> {
            try (Client client = server.connect()) {
                client.send(get("/slow/200") + get("/no-content"));
                client.answer().expectStatus(200).expectBody(HELLO);
                client.answer().expectStatus(204);
            }
        });
        int many = size(rig, 300, 400);
        rig.each(many + " of them", () -> {
            try (Client client = server.connect()) {
                rig.quietly(() -> {
                    StringBuilder all = new StringBuilder();
                    for (int i = 1; i <= many; i++) {
                        all.append(get("/bytes/" + i));
                    }
                    client.send(all.toString());
                    for (int i = 1; i <= many; i++) {
                        int count = i;
                        rig.step("response " + i + ", to GET /bytes/" + i, () -> expectLetters(client.answer(), count));
                    }
                });
            }
        });
    }

    private static List<Step> steps(Rig rig) {
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int count = size(rig, 20, 3_000);
            String sent = content(rig, size(rig, 1, 60));
            all.add(new Step(get("/bytes/" + count), answer -> expectLetters(answer, count)));
            all.add(new Step(get("/chunks/" + count), answer -> expectLetters(answer, count)));
            all.add(new Step(head("/bytes/" + count), answer -> answer.expectStatus(200).expectBody("")));
            all.add(new Step(echo(sent), answer -> answer.expectStatus(200).expectBody(sent)));
            all.add(new Step(chunked(sent), answer -> answer.expectStatus(200).expectBody(sent)));
            all.add(new Step(get("/status/" + List.of(204, 304, 404, 410).get(i)),
                    answer -> answer.expectStatus(204, 304, 404, 410)));
        }
        Collections.shuffle(all, rig.random());
        return all;
    }

    private static String chunked(String content) {
        return request("POST /echo HTTP/1.1", "Transfer-Encoding: chunked")
                + Integer.toHexString(content.length()).toUpperCase(Locale.ROOT)
                + "\r\n" + content + "\r\n0\r\n\r\n";
    }

    private static void expectAll(Rig rig, Server server, List<Step> steps, boolean cut) {
        String bytes = steps.stream().map(Step::request).collect(joining());
        try (Client client = server.connect()) {
            if (cut) {
                for (int at = 0; at < bytes.length(); at += bytes.length() / 8) {
                    client.send(bytes.substring(at, Math.min(bytes.length(), at + bytes.length() / 8)));
                    server.awaitRead(client);
                }
            } else {
                client.send(bytes);
            }
            for (Step step : steps) {
                rig.step("the response to " + step.request().lines().findFirst().orElseThrow(),
                        () -> step.expected().accept(client.answer(method(step.request()))));
            }
        }
    }

    @Test
    @Check(value = "requests after a bad request or `close` get no response; those before it do", task = "keep-alive",
            rule = "nothing-after-last",
            points = 2,
            clause = "RFC 9112 §9.3.2, §9.6",
            explain = """
                    An error response comes in its turn, after the responses to the requests before it. It is the last
                    one, and so is the response to a request that says `close`: a request after that is not even
                    parsed.
                    """)
    void lastOfMany(Rig rig) {
        Server server = Lab07.start(rig);
        int count = size(rig, 20, 3_000);
        String good = get("/slow/50") + get("/chunks/" + count) + head("/bytes/" + count);
        for (String last : List.of("NONSENSE\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
                request("POST /echo HTTP/1.1", "Content-Length: x"))) {
            rig.each(
                    "good ones, and then '" + last.lines().findFirst().orElseThrow() + "'"
                            + (last.contains(": x") ? " with Content-Length: x" : ""),
                    () -> expectLast(rig, server, good, last, count, 400));
        }
        rig.each("good ones, and then Connection: close",
                () -> expectLast(rig, server, good, get("/no-content", "Connection: close"), count, 204));
    }

    private static void expectLast(Rig rig, Server server, String good, String last, int count, int status) {
        try (Client client = server.connect()) {
            client.send(good + last + HIDDEN);
            client.answer().expectStatus(200).expectBody(HELLO);
            expectLetters(client.answer(), count);
            client.answer("HEAD").expectStatus(200);
            client.answer().expectStatus(status);
            expectEnd(rig, client);
        }
    }
}
