package grader.checks.lab01;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.UsableTime;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Task read-head: up to the empty line, and no more.
 *
 * <p>The access log also shows that a head was read, so most of these checks do not need a correct response.
 */
class ReadHeadChecks {

    private static final int LIMIT = 8192;
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int LATE_MILLIS = 700;
    private static final int MOST_MILLIS = 1500;

    @Test
    @Check(value = "a head is read up to its empty line, without waiting for more", task = "read-head",
            rule = "empty-line", points = 7,
            foundation = true,
            clause = "RFC 9112 §2.1",
            explain = """
                    The empty line ends the head. From then on the client waits for its response and sends nothing
                    more, so a server that keeps reading waits forever. Check the deadline, too: with a --read-timeout
                    of an hour, milliseconds times a million overflow an int, and the server gives up immediately.
                    """)
    void upToTheEmptyLine(Rig rig) {
        Server server = rig.borrow("--read-timeout", Limits.ENDLESS);
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
                        ? "expected a 200, or the line 'GET " + target
                                + "' in the access log, to show that the head was read; but neither came"
                        : "expected the server to read the head up to its empty line, but it is waiting for more");
            }
        }
    }

    @Test
    @Check(value = "a head may arrive in many pieces", task = "read-head", rule = "in-pieces", points = 7,
            ownServer = true,
            clause = "RFC 9112 §2.1",
            explain = """
                    TCP is a stream: one read returns what has arrived so far. Keep reading, and look for the empty
                    line in everything that has arrived, wherever the pieces were cut.
                    """)
    void inPieces(Rig rig) {
        Server server = rig.borrow("--read-timeout", Limits.ENDLESS);
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
    @Check(value = "a head over 8 KiB is refused with 431; bytes after the head do not count",
            task = "read-head", rule = "head-size", points = 5, builds = "write-response",
            clause = "RFC 6585 §5",
            explain = """
                    Without a limit, one client can fill the memory. A head of more than 8,192 bytes gets a 431, even
                    if its end has not arrived, and the next client is served. Bytes after the empty line are not part
                    of the head, so look for that line before you reject, and do not wait for them. And a read into a
                    full array returns 0, again and again.
                    """)
    void tooLong(Rig rig) {
        Server server = rig.borrow();
        rig.control("a head 100 bytes under 8 KiB gets a 200",
                () -> expectStatus(server, headOf(LIMIT - 100), 200));
        rig.tell("then a head of exactly 8 KiB, and another with one byte more");
        expectStatus(server, headOf(LIMIT), 200);
        expectStatus(server, headOf(LIMIT + 1), 431);
        rig.tell("then 12 KiB of a head that never ends");
        expectStatus(server, headOf(12 * 1024).stripTrailing(), 431);
        String shortHead = "GET /short HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9216\r\n\r\n";
        rig.tell("then a short head, and 9 KiB after it that are not part of it");
        expectStatus(server, shortHead + "b".repeat(9216), 200);
        rig.tell("then the same head, and nothing after it");
        expectStatus(server, shortHead, 200);
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
    @Check(value = "the read timeout applies to the whole head, not to each read", task = "read-head",
            rule = "read-timeout", points = 3,
            slow = true, ownServer = true,
            clause = "the lab's page \"Interface\"",
            explain = """
                    A client that sends one byte now and then never lets a single read time out. Compute one deadline
                    when the connection is accepted, not when its first byte comes, and give each read only the time
                    that is left.
                    """)
    void wholeHeadTimeout(Rig rig) {
        Server server = rig.borrow("--read-timeout", "500");
        rig.control("a head that arrives immediately gets a response", () -> expectServed(server));
        rig.untilProven("to send a byte in time", () -> isDroppedWhileItDrips(rig, server));
        Server slower = rig.start("--read-timeout", String.valueOf(TIMEOUT_MILLIS));
        rig.untilProven("to see when the connection ends", () -> isDroppedInSpiteOfALateStart(rig, slower));
    }

    /** A deadline that begins with the first byte would end about as late as it began. */
    private static boolean isDroppedInSpiteOfALateStart(Rig rig, Server server) {
        long start = System.nanoTime();
        long usable = UsableTime.nanos();
        try (Client client = server.connect()) {
            rig.tell("send nothing for " + LATE_MILLIS + " ms, then one byte");
            if (client.awaitData(Duration.ofMillis(LATE_MILLIS))) {
                return false;
            }
            client.sendUnlogged("G");
            if (System.nanoTime() - start >= TIMEOUT_MILLIS * 1_000_000L) {
                return false;       // The byte may have come after the end.
            }
            boolean ended = client.awaitData(Limits.PATIENCE);
            if (ended && System.nanoTime() - start < MOST_MILLIS * 1_000_000L) {
                return true;
            }
            if (UsableTime.nanos() - usable < MOST_MILLIS * 1_000_000L) {
                return false;
            }
            throw rig.failure("expected the connection to end " + TIMEOUT_MILLIS + " ms after it was accepted, as "
                    + "--read-timeout says, but after " + MOST_MILLIS
                    + " ms it was still open: does the time begin again with the first byte?");
        }
    }

    /**
     * Returns whether the connection ended although no two bytes were as far apart as the timeout. If they were, a
     * single read may have ended it.
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
                last = System.nanoTime();
                client.sendUnlogged("x");
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
    @Check(value = "a silent client is disconnected after the read timeout, with or without a 408",
            task = "read-head", rule = "read-timeout",
            points = 3, slow = true, ownServer = true, clause = "RFC 9110 §15.5.9",
            explain = """
                    Every read needs the limit of --read-timeout, including the first one. Otherwise one silent client
                    holds the server forever.
                    """)
    void silentClient(Rig rig) {
        Server server = rig.borrow("--read-timeout", "500");
        rig.control("a head that arrives immediately gets a response", () -> expectServed(server));
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
                    + (seen == 0 ? "but it is not there"
                            : "but it is there " + (seen == 1 ? "once" : seen + " times")));
        }
    }
}
