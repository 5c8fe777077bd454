package grader.checks.lab07;

import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.PIECE;
import static grader.checks.lab07.Lab07.echo;
import static grader.checks.lab07.Lab07.expectLetters;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.request;
import static grader.checks.lab07.Lab07.size;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import org.junit.jupiter.api.Test;

/** Task keep-alive: the last response of a connection arrives. */
class LastResponseChecks {

    private static final int PIECES = 20;

    @Test
    @Check(value = "content over --max-body is rejected with a 413, and the client that still sends it is not cut off",
            task = "keep-alive", rule = "lingering-close",
            points = 2, ownServer = true, clause = "RFC 9112 §9.6, RFC 9110 §15.5.14",
            explain = """
                    A server that closes a socket while bytes are unread or still arriving sends a reset, which
                    destroys a response that the client has not read yet. So send the response, end the sending side,
                    and read and drop what comes for a while before you close (lingering close).
                    """)
    void refused(Rig rig) {
        int most = size(rig, 2_000, 9_000);
        Server server = rig.borrow("--max-body", "" + most, "--idle-timeout", Limits.ENDLESS, "--request-timeout",
                Limits.ENDLESS,
                "--write-timeout", Limits.ENDLESS);
        String good = "y".repeat(most - 100);
        rig.control("content 100 bytes under the limit is taken", () -> {
            try (Client client = server.connect()) {
                client.sendUnlogged(echo(good)).answer().expectStatus(200).expectBody(good);
            }
        });
        rig.each("Content-Length, and all of it at once",
                () -> expectWhole413(rig, server, echo(PIECE.repeat(PIECES)), 0));
        rig.each("Content-Length, and most of it after the response", () -> expectWhole413(rig, server,
                request("POST /echo HTTP/1.1", "Content-Length: " + PIECES * PIECE.length()), PIECES));
        rig.each("chunks, and many of them after the response", () -> expectWhole413(rig, server,
                request("POST /echo HTTP/1.1", "Transfer-Encoding: chunked") + "2710\r\n" + PIECE + "\r\n2710\r\n",
                PIECES));
        rig.each("a valid request after them", () -> {
            try (Client client = server.connect()) {
                client.send(get("/")).answer().expectStatus(200).expectBody(HELLO);
            }
        });
    }

    private static void expectWhole413(Rig rig, Server server, String beginning, int pieces) {
        rig.untilProven(Lab07.TO_GO_ON, () -> {
            try (Client client = server.connect()) {
                long began = System.nanoTime();
                return Lab07.isListenedTo(rig, server, client, expectStatus(client.send(beginning), 413), began,
                        pieces);
            }
        });
    }

    @Test
    @Check(value = "a client that has ended its sending side gets all its responses", task = "keep-alive",
            rule = "half-close", points = 1,
            clause = "RFC 9112 §9.6",
            explain = """
                    The end of the stream says that no request follows. Complete requests get their responses, and
                    then the connection ends. A request that is cut off by it is not a request.
                    """)
    void halfClosed(Rig rig) {
        Server server = Lab07.start(rig);
        int count = size(rig, 70_000, 90_000);
        String word = rig.word();
        rig.each("after one request", () -> {
            try (Client client = server.connect().send(get("/slow/100"))) {
                client.halfClose();
                client.answer().expectStatus(200).expectBody(HELLO);
                expectPoliteEnd(rig, client);
            }
        });
        rig.each("after three requests", () -> {
            try (Client client = server.connect().send(get("/bytes/" + count) + echo(word) + get("/chunks/" + count))) {
                client.halfClose();
                expectLetters(client.answer(), count);
                client.answer().expectStatus(200).expectBody(word);
                expectLetters(client.answer(), count);
                expectPoliteEnd(rig, client);
            }
        });
        rig.each("in the middle of the second request", () -> {
            try (Client client = server.connect().send(get("/") + echo(word + word).replace(word + word, word))) {
                client.halfClose();
                client.answer().expectStatus(200).expectBody(HELLO);
                client.expectEnd(Limits.PATIENCE);      // perhaps with a word
            }
        });
    }

    private static void expectPoliteEnd(Rig rig, Client client) {
        expectEnd(rig, client);
        if (client.how().contains("RST")) {
            throw rig.failure(
                    "expected the server to close the connection after the last response, but it reset it (RST), "
                            + "which can destroy what the client has not read yet");
        }
    }
}
