package grader.checks.lab07;

import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.expectLetters;
import static grader.checks.lab07.Lab07.expectNoField;
import static grader.checks.lab07.Lab07.expectNothingAfter;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.request;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Task keep-alive: clients that ask before they send their content. */
class ContinueChecks {

    private static final String EXPECT = "Expect: 100-continue";
    /** Of bytes: more than one write takes. */
    private static final int LONG = 300_000;

    @Test
    @Check(value = "`Expect: 100-continue` gets one 100, in its turn, and then the response", task = "keep-alive",
            rule = "expect-continue",
            points = 2,
            clause = "RFC 9110 §10.1.1, §15.2.1",
            explain = """
                    The client sends the head and waits for permission to go on. 100 is that permission: a status line
                    and an empty line, no content, no Content-Length. It comes once for each request that asks for it,
                    however the content is cut, and after the responses to earlier requests.
                    """)
    void once(Rig rig) {
        Server server = Lab07.start(rig);
        String word = rig.word();
        rig.each("Content-Length", () -> {
            try (Client client = server.connect()) {
                expectContinue(client.send(head(word, EXPECT, "Connection: close")));
                expectStatus(client.send(word), 200).expectBody(word);
                expectNothingAfter(rig, client);
            }
        });
        rig.each("100-Continue, and content in three pieces", () -> {
            try (Client client = server.connect()) {
                expectContinue(client.send(head(word, "Expect: 100-Continue", "Connection: close")));
                server.awaitRead(client.send(word.substring(0, 2)));
                server.awaitRead(client.send(word.substring(2, 4)));
                expectStatus(client.send(word.substring(4)), 200).expectBody(word);
                expectNothingAfter(rig, client);
            }
        });
        rig.each("chunks", () -> {
            try (Client client = server.connect()) {
                expectContinue(client.send(request("POST /echo HTTP/1.1", "Transfer-Encoding: chunked", EXPECT)));
                expectStatus(client.send("3\r\nabc\r\n0\r\n\r\n"), 200).expectBody("abc");
            }
        });
        rig.each("two requests, one after the other", () -> {
            try (Client client = server.connect()) {
                for (int i = 0; i < 2; i++) {
                    expectContinue(client.send(head(word, EXPECT)));
                    expectStatus(client.send(word), 200).expectBody(word);
                }
            }
        });
        rig.each("after a slow request", () -> {
            try (Client client = server.connect()) {
                client.send(get("/slow/100") + head(word, EXPECT));
                expectStatus(client, 200).expectBody(HELLO);
                expectContinue(client);
                expectStatus(client.send(word), 200).expectBody(word);
            }
        });
        rig.each("after a long response in chunks", () -> {
            try (Client client = server.connect()) {
                client.send(get("/chunks/" + LONG) + head(word, EXPECT));
                expectLetters(expectStatus(client, 200), LONG);
                expectContinue(client);
                expectStatus(client.send(word), 200).expectBody(word);
            }
        });
    }

    @Test
    @Check(value = "a client that did not ask for a 100, speaks HTTP/1.0, or is rejected gets none",
            task = "keep-alive", rule = "no-continue",
            points = 1,
            clause = "RFC 9110 §10.1.1",
            explain = """
                    HTTP/1.0 has no 1xx: the client would take it for the response. And a rejected client is not
                    told to go on. A client that has begun to send its content does not wait; it may get a 100 or
                    none.
                    """)
    void never(Rig rig) {
        Server server = Lab07.start(rig);
        String word = rig.word();
        rig.control("a client that asks gets one", () -> {
            try (Client client = server.connect()) {
                expectContinue(client.send(head(word, EXPECT)));
            }
        });
        rig.each("HTTP/1.0", () -> expectNone(server, head(word, EXPECT).replace("HTTP/1.1", "HTTP/1.0"), word));
        rig.each("no Expect", () -> expectNone(server, head(word), word));
        rig.each("a length that is too long", () -> {
            try (Client client = server.connect()) {
                expectStatus(client.send(request("POST /echo HTTP/1.1", "Content-Length: 999999999999", EXPECT)), 413,
                        417);
                expectEnd(rig, client);
            }
        });
        rig.each("an unknown coding", () -> {
            try (Client client = server.connect()) {
                expectStatus(
                        client.send(request("POST /echo HTTP/1.1", "Transfer-Encoding: " + word + ", chunked", EXPECT)),
                        400, 417, 501);
                expectEnd(rig, client);
            }
        });
        rig.each("content that comes with the head", () -> {
            try (Client client = server.connect()) {
                client.send(head(word, EXPECT) + word + get("/no-content"));
                Answer first = expectStatus(client, 100, 200);
                (first.status() == 100 ? expectStatus(client, 200) : first).expectBody(word);
                expectStatus(client, 204);
            }
        });
    }

    /** Waits long enough for a 100; then sends the content, and expects its response to be the first bytes. */
    private static void expectNone(Server server, String head, String content) {
        try (Client client = server.connect()) {
            server.awaitRead(client.send(head));
            server.awaitIdle();
            expectStatus(client.send(content), 200).expectBody(content);
        }
    }

    private static String head(String content, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = "Content-Length: " + content.length();
        System.arraycopy(fields, 0, all, 1, fields.length);
        return request("POST /echo HTTP/1.1", all);
    }

    private static void expectContinue(Client client) {
        expectNoField(expectStatus(client, 100), Set.of("Content-Length", "Transfer-Encoding"), "in a 100");
    }
}
