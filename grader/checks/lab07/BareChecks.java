package grader.checks.lab07;

import static grader.checks.lab07.Lab07.GIB;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.expectField;
import static grader.checks.lab07.Lab07.expectNoField;
import static grader.checks.lab07.Lab07.expectNothingAfter;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.head;
import static grader.checks.lab07.Lab07.size;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Task framing: answers that have no content, whatever the handler says. */
class BareChecks {

    /** Another one each time, or what is decided only when the content is made (RFC 9110 §9.3.2). */
    private static final Set<String> FREE = Set.of("date", "x-request-id", "transfer-encoding", "connection");

    @Test
    @Check(value = "HEAD has the head of the same GET, and no content", task = "framing",
            rule = "head-response", points = 4, foundation = true,
            clause = "RFC 9110 §9.3.2, §8.6",
            explain = """
                    Content-Length is the length that the content of GET would have, not that of what follows. If that
                    is unknown, leave the field out: 0 would be wrong. The next response follows the empty line.
                    """)
    void headOnly(Rig rig) {
        Server server = Lab07.start(rig);
        List<String> targets =
                List.of("/", "/bytes/" + size(rig, 1_000, 9_000), "/chunks/" + size(rig, 1_000, 9_000), "/status/404",
                        "/status/410", "/status/204", "/header?value=" + rig.word(), "/" + rig.word());
        for (String target : targets) {
            rig.each("HEAD " + target, () -> {
                Answer full = whole(rig, server, target);
                try (Client client = server.connect()) {
                    Answer bare =
                            client.send(head(target, "Connection: close")).answer("HEAD").expectStatus(full.status());
                    expectSame(bare, full);
                    expectNothingAfter(rig, client);
                }
            });
        }
        rig.each("HEAD of a GiB", () -> {
            try (Client client = server.connect()) {
                Answer bare = client.send(head("/bytes/" + GIB, "Connection: close")).answer("HEAD").expectStatus(200);
                expectField(bare, "Content-Length", "" + GIB);
                expectNothingAfter(rig, client);
            }
        });
    }

    /** GET is another check's subject: where that is wrong, this one says nothing. */
    private static Answer whole(Rig rig, Server server, String target) {
        AtomicReference<Answer> full = new AtomicReference<>();
        rig.control("GET " + target, () -> {
            full.set(exchange(server, get(target, "Connection: close")));
            if (target.startsWith("/bytes/")) {
                expectField(full.get().expectStatus(200), "Content-Length", target.substring("/bytes/".length()));
            } else if (target.startsWith("/status/")) {
                full.get().expectStatus(Integer.parseInt(target.substring("/status/".length())));
            }
        });
        return full.get();
    }

    private static void expectSame(Answer bare, Answer full) {
        Set<String> expected = names(full);
        Set<String> got = names(bare);
        for (String name : union(expected, got)) {
            if (!bare.values(name).equals(full.values(name))) {
                throw bare.fieldDiffers(name, name + " as for GET", "expected the field " + name + " as for GET, "
                        + shown(full.values(name)) + ", got " + shown(bare.values(name)));
            }
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static String shown(List<String> values) {
        return values.isEmpty() ? "none" : String.join(" and ", values);
    }

    private static Set<String> names(Answer answer) {
        return answer.head()
                .lines()
                .skip(1)
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .filter(name -> !FREE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest(name = "{0}", quoteTextArguments = false)
    @ValueSource(strings = {"/no-content", "/status/204", "/status/304", "/status/205"})
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "204, 205 and 304 have no content, and a 204 has no field that describes it", task = "framing",
            rule = "no-content",
            points = 3, foundation = true,
            clause = "RFC 9110 §8.6, §15.3.5, §15.3.6; RFC 9112 §6.3",
            explain = """
                    The client does not look for content after a 204 or a 304: it takes such bytes for the next
                    response. So there is neither content nor, in a 204, Content-Length or Transfer-Encoding. A 205
                    has no content either, but the client has to be told, as for any other status: `Content-Length:
                    0`.
                    """)
    void noContent(String target, Rig rig) {
        try (Client client = Lab07.start(rig).connect()) {
            Answer answer = client.send(get(target, "Connection: close")).answer();
            answer.expectStatus(target.equals("/no-content") ? 204
                    : Integer.parseInt(target.substring("/status/".length())));
            if (answer.status() == 204) {
                expectNoField(answer, Set.of("Content-Length", "Transfer-Encoding"), "in a 204");
            } else if (answer.status() == 304) {
                expectNoField(answer, Set.of("Transfer-Encoding"), "in a 304");
            }
            answer.expectBody("");
            expectNothingAfter(rig, client);
        }
        expectEndKnown(target, rig);
    }

    /** On a connection that goes on, the client knows where the response ends. */
    private static void expectEndKnown(String target, Rig rig) {
        try (Client kept = Lab07.start(rig).connect()) {
            Answer answer = kept.send(get(target)).answer().expectBody("");
            if (!Lab07.options(answer).contains("close")) {
                if (answer.status() == 205 && answer.values("Content-Length").isEmpty()
                        && answer.values("Transfer-Encoding").isEmpty()) {
                    throw answer.fieldDiffers("Content-Length", "Content-Length: 0",
                            "expected a 205 to say where it ends, as "
                                    + "the connection goes on, but there is no Content-Length");
                }
                kept.send(get("/")).answer().expectStatus(200).expectBody(HELLO);
            }
        }
    }
}
