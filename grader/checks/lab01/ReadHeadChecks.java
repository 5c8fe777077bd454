package grader.checks.lab01;

import static grader.checks.lab01.Lab01.get;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.http.Limits;
import grader.server.Capability;
import grader.server.Server;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task read-head: up to the empty line, and no more.
 *
 * <p>The access log shows that a head was read, too, so most of these checks do not need a right response.
 */
class ReadHeadChecks {

    @Test
    @Check(value = "a head is read up to its empty line, without waiting for more", task = "read-head",
            rule = "empty-line", points = 7,
            foundation = true,
            clause = "RFC 9112 §2.1",
            explain = """
                    The empty line ends the head. The client waits for its response now and will send nothing more: a
                    server that reads on waits for ever. And with --read-timeout 60000 it must not give up at once:
                    milliseconds times a million overflow an int.
                    """)
    void upToTheEmptyLine(Rig rig) {
        Server server = rig.borrow("--read-timeout", "60000");
        String target = "/" + rig.word();
        try (Client client = server.connect()) {
            client.send(get(target));
            boolean heard = client.awaitData(Limits.PATIENCE);
            if (heard && client.unread().matches("(?s)HTTP/1\\.[01] 200.*")) {
                return;
            }
            if (!server.awaitLogLine("GET " + target, 1, heard ? Limits.PATIENCE : Duration.ZERO)) {
                client.tellUnread();
                throw rig.failure(heard
                        ? "expected the head to be read to its end: a 200, or the line 'GET " + target
                                + "' in the access log"
                        : "expected the head to be read to its end, but the server still waits for more");
            }
        }
    }

    @Test
    @Check(value = "a head may arrive in many pieces", task = "read-head", rule = "in-pieces", points = 7,
            needs = Capability.OUTPUT,
            clause = "RFC 9112 §2.1",
            explain = """
                    TCP is a stream: one read returns what has come so far. Nothing is known until the empty line is
                    there, wherever the pieces are cut.
                    """)
    void inPieces(Rig rig) {
        Server server = rig.borrow("--read-timeout", "60000");
        String target = "/" + rig.word() + "/" + rig.word();
        String head = get(target);
        int lineEnd = head.indexOf("\r\n") + 1;       // between CR and LF
        int end = head.length();
        List<List<Integer>> cuts = List.of(List.of(2), List.of(lineEnd, lineEnd + 4), List.of(end - 3, end - 1));
        for (List<Integer> places : cuts) {
            try (Client client = server.connect()) {
                int sent = 0;
                for (int place : places) {
                    client.send(head.substring(sent, place));
                    sent = place;
                    Lab01.expectPatience(rig, server, client, sent, end);
                }
                client.send(head.substring(sent));
                client.awaitData(Limits.PATIENCE);
            }
        }
        expectLogLines(rig, server, "GET " + target, cuts.size());
    }

    @Test
    @Check(value = "a head is at most 8 KiB: more is refused with 431, and what follows a head does not count",
            task = "read-head", rule = "head-size", points = 5, builds = "write-response",
            clause = "RFC 6585 §5",
            explain = """
                    Without a limit one client can fill the memory. A head that is longer than 8192 bytes is answered
                    with 431, also while its end has not come, and the next client is served. Beware: a read into a
                    full buffer returns 0 and never more.
                    """)
    void tooLong(Rig rig) {
        Server server = rig.borrow();
        rig.control("a head of 8 KiB less 100 bytes is answered", () -> expectStatus(server, headOf(8192 - 100), 200));
        expectStatus(server, headOf(8192 + 100), 431);
        rig.tell("then the beginning of a head that has 12 KiB already, and does not end");
        expectStatus(server, headOf(12 * 1024).stripTrailing(), 431);
        rig.tell("then a short head, and 9 KiB after it that do not belong to it");
        expectStatus(server,
                "GET /short HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9216\r\n\r\n" + "b".repeat(9216), 200);
    }

    private static String headOf(int bytes) {
        String start = "GET /long HTTP/1.1\r\nHost: localhost\r\nX-Long: ";
        return start + "a".repeat(bytes - start.length() - 4) + "\r\n\r\n";
    }

    private static void expectStatus(Server server, String request, int status) {
        try (Client client = server.connect()) {
            client.send(request).answer().expectStatus(status);
        }
    }

    @Test
    @Check(value = "the read timeout is for the whole head, not for each read", task = "read-head",
            rule = "read-timeout", points = 3,
            slow = true, needs = Capability.FLAGS,
            clause = "labs page, \"Interface\"",
            explain = """
                    A client that sends a byte now and then never lets a single read time out. Work out one deadline
                    when the connection comes, and give each read only what is left of it.
                    """)
    void wholeHeadTimeout(Rig rig) {
        Server server = rig.borrow("--read-timeout", "500");
        rig.control("a head that comes at once is answered", () -> expectServed(server));
        int attempts = 0;
        while (!isDroppedWhileItDrips(rig, server)) {
            if (++attempts == 5) {
                throw rig.skip("this machine is too busy to send a byte in time");
            }
            rig.tell("this machine was too busy to send a byte in time, so that proves nothing: trying again");
        }
    }

    /**
     * Whether the connection ended though no two bytes were as far apart as the timeout; if they were, a single read
     * may have ended it.
     */
    private static boolean isDroppedWhileItDrips(Rig rig, Server server) {
        Duration longest = Duration.ZERO;
        try (Client client = server.connect()) {
            client.send("GET /drip HTTP/1.1\r\nX-Drip: ");
            rig.tell("then one byte every 50 ms, for up to 3 s");
            long last = System.nanoTime();
            boolean ended = false;
            for (int i = 0; i < 60 && !ended; i++) {
                ended = client.awaitData(Duration.ofMillis(50));
                longest = Collections.max(List.of(longest, Duration.ofNanos(System.nanoTime() - last)));
                client.sendUnlogged("x");
                last = System.nanoTime();
            }
            if (!ended && !client.awaitData(Duration.ofMillis(50))) {
                throw rig.failure(
                        "expected the connection to end after --read-timeout 500, but it was still open after 3 s "
                                + "of single bytes");
            }
        }
        return longest.toMillis() < 400;
    }

    @Test
    @Check(value = "a client that stays silent is dropped after the read timeout, with a 408 or without a word",
            task = "read-head", rule = "read-timeout",
            points = 3, slow = true, needs = Capability.FLAGS, clause = "RFC 9110 §15.5.9",
            explain = """
                    Every read needs a limit, from the first one on; else one silent client holds the server for ever.
                    """)
    void silentClient(Rig rig) {
        Server server = rig.borrow("--read-timeout", "500");
        rig.control("a head that comes at once is answered", () -> expectServed(server));
        try (Client client = server.connect()) {
            rig.tell("send nothing");
            if (!client.awaitData(Duration.ofSeconds(3))) {
                throw rig.failure(
                        "expected the connection to end after --read-timeout 500, but after 3 s of silence it was "
                                + "still open");
            }
            if (!client.ended() && !client.unread().isEmpty()) {
                Answer answer = client.answer();
                if (answer.unwritten().isEmpty()) {
                    answer.expectStatus(408);
                }
            }
        }
    }

    private static void expectServed(Server server) {
        try (Client client = server.connect()) {
            client.send(get("/control")).answer();
        }
    }

    private static void expectLogLines(Rig rig, Server server, String line, int times) {
        server.awaitLogLine(line, times, Limits.PATIENCE);
        long seen = server.logLines().stream().filter(line::equals).count();
        if (seen != times) {
            server.logLines().stream().limit(10).forEach(other -> rig.tell("access log: " + other));
            throw rig.failure("expected the line '" + line + "' " + (times == 1 ? "" : times + " times ")
                    + "in the access log, "
                    + (seen == 0 ? "but it did not come" : "but it came " + (seen == 1 ? "once" : seen + " times")));
        }
    }
}
