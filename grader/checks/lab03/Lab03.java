package grader.checks.lab03;

import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Bytes;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The checks of lab 03, and what they share. */
public final class Lab03 {

    public static final List<Class<?>> CHECKS = List.of(RequestLineChecks.class, TargetChecks.class,
            RefusalChecks.class, FieldsChecks.class, BadFieldsChecks.class, IncrementalChecks.class,
            ConnectionChecks.class, LengthChecks.class, ChunkedChecks.class, BadChunksChecks.class,
            ChunkExtensionChecks.class, TransferCodingChecks.class);

    /** What follows a request that must be rejected. It must never get a response. */
    static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Lab03() {}

    /** A server that waits long for a silent client: no connection ends because of a timeout. */
    static Server start(Rig rig, String... flags) {
        return rig.borrow(UsualFlags.of("--read-timeout", Limits.ENDLESS).and(flags));
    }

    /** A head with a Host, and then these field lines. */
    static String request(String line, String... fields) {
        return Lab01.withHost(line, fields);
    }

    /** Like `request`, but with as little for the task fields as possible: for tasks that come before it. */
    static String plain(String line) {
        return head(line, "host:localhost\r\n");
    }

    /** A head of only this line and these field lines, each with its CR LF. */
    static String head(String line, String fieldLines) {
        return line + "\r\n" + fieldLines + "\r\n";
    }

    static String lines(String... fields) {
        return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    }

    /** One request and its response, on its own connection. */
    static Answer exchange(Server server, String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer();
        }
    }

    /** Expects a 200, or the report that a later task is not written yet: then the request line was understood. */
    static void expectUnderstood(Server server, String request) {
        Answer answer = exchange(server, request);
        String missing = answer.unwritten().orElse("request-line");
        if (missing.equals("request-line") || missing.equals("errors")) {
            answer.expectStatus(200);
        }
    }

    /** A request that must be refused: what is wrong with it, and the statuses that are right. */
    record Bad(String what, String bytes, int... statuses) {

        /** The name of its case. */
        @Override
        public String toString() {
            return what;
        }
    }

    /** Expects that each request, on its own connection, is rejected, and that what follows gets no response. */
    static void expectRefused(Rig rig, Server server, List<Bad> requests) {
        requests.forEach(bad -> rig.each(bad.what(), () -> expectRefused(rig, server, bad)));
    }

    static void expectRefused(Rig rig, Server server, Bad bad) {
        try (Client client = server.connect()) {
            expectStatus(client.send(bad.bytes()), bad.statuses());
            expectEnd(rig, client);
        }
    }

    /** Expects a response with one of these statuses next. */
    public static Answer expectStatus(Client client, int... statuses) {
        int[] different = IntStream.of(statuses).distinct().toArray();
        if (!client.awaitData(Limits.PATIENCE) || client.unread().isEmpty()) {
            throw client.missing(IntStream.of(different).mapToObj(String::valueOf).collect(Collectors.joining(" or ")));
        }
        return client.answer().expectStatus(different);
    }

    /** Expects that the response says that it is the last one (RFC 9112 §9.6). */
    static void expectClose(Answer answer) {
        List<String> options = answer.values("Connection")
                .stream()
                .flatMap(value -> Stream.of(value.split("\\s*,\\s*")))
                .toList();
        if (options.stream().noneMatch("close"::equalsIgnoreCase)) {
            throw answer.fieldDiffers("Connection", "Connection: close", "expected the field Connection: close, got "
                    + (options.isEmpty() ? "none" : String.join(", ", options)));
        }
    }

    /** Expects that the connection ends, and that nothing more comes before that. */
    public static void expectEnd(Rig rig, Client client) {
        String more = client.expectEnd(Limits.PATIENCE);
        if (!more.isEmpty()) {
            throw rig.failure("expected the connection to end after the response, but " + more.length()
                    + " more bytes came: " + Bytes.brief(more));
        }
    }

    /** Expects that the connection ends without a response. */
    public static void expectSilentEnd(Client silent) {
        if (!silent.readUntilClose(Limits.PATIENCE).isEmpty()) {
            Answer unexpected = silent.answer();
            throw unexpected.differs(0, 0, unexpected.statusLine().length(), "the end of the connection",
                    "expected the connection to end without a response, got " + unexpected.statusLine());
        }
        silent.expectEnd(Limits.PATIENCE);
    }

    /** Sends `bytes`, cut at these places. The server has read each piece before the next one is sent. */
    static void sendCut(Server server, Client client, String bytes, int... places) {
        int sent = 0;
        for (int place : places) {
            client.send(bytes.substring(sent, place));
            server.awaitRead(client);
            sent = place;
        }
        client.send(bytes.substring(sent));
    }

    /**
     * Sends `bytes` one by one. Waits only after one byte in twelve until the server has read it, because that is slow.
     */
    static void sendSingly(Rig rig, Server server, Client client, String bytes) {
        rig.tell("one byte at a time, " + bytes.length() + " bytes: " + Bytes.brief(bytes));
        for (int i = 0; i < bytes.length(); i++) {
            client.sendUnlogged(bytes.substring(i, i + 1));
            if (i % 12 == 0) {
                server.awaitRead(client);
            }
        }
    }

    /** Up to three different places in a text of this length, in order. */
    static int[] cuts(Rig rig, int from, int length) {
        return rig.random().ints(from, length).distinct().limit(3).sorted().toArray();
    }

    /** Random bytes, one char per byte. */
    static String content(Rig rig, int length) {
        StringBuilder bytes = new StringBuilder(length);
        rig.random().ints(length, 0, 256).forEach(b -> bytes.append((char) b));
        return bytes.toString();
    }
}
