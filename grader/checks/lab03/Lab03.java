package grader.checks.lab03;

import grader.http.Bytes;
import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.http.Limits;
import grader.server.Server;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The checks of lab 03, and what they have in common. */
public final class Lab03 {

    public static final List<Class<?>> CHECKS = List.of(RequestLineChecks.class, TargetChecks.class, ErrorsChecks.class,
            FieldsChecks.class, BadFieldsChecks.class, IncrementalChecks.class, ConnectionChecks.class,
            LengthChecks.class,
            ChunkedChecks.class, BadChunksChecks.class, TransferCodingChecks.class);

    /** What follows a request that has to be rejected: it must never be answered. */
    static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private Lab03() {}

    /** A server that waits long for a silent client: no connection ends because of a timeout. */
    static Server start(Rig rig, String... flags) {
        return rig.borrow(Stream.concat(Stream.of("--read-timeout", "60000"), Stream.of(flags)).toArray(String[]::new));
    }

    /** A head with a Host, and then these field lines. */
    static String request(String line, String... fields) {
        return head(line, "Host: localhost\r\n" + lines(fields));
    }

    /** As `request`, with as little of the fields' task in it as can be: for the tasks that come before that one. */
    static String plain(String line) {
        return head(line, "host:localhost\r\n");
    }

    /** A head of just this line and these field lines, each with its CR LF. */
    static String head(String line, String fieldLines) {
        return line + "\r\n" + fieldLines + "\r\n";
    }

    static String lines(String... fields) {
        return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    }

    /** One exchange on a connection of its own. */
    static Answer exchange(Server server, String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer();
        }
    }

    /** The request line was understood if the request is answered, or if a task that comes later is still missing. */
    static void expectUnderstood(Server server, String request) {
        Answer answer = exchange(server, request);
        String missing = answer.unwritten().orElse("request-line");
        if (missing.equals("request-line") || missing.equals("errors")) {
            answer.expectStatus(200);
        }
    }

    /** A request that has to be refused: what is wrong with it, and the statuses that are right. */
    record Bad(String what, String bytes, int... statuses) {

        /** The name of its case. */
        @Override
        public String toString() {
            return what;
        }
    }

    /** Each of these requests, on a connection of its own, is rejected; what follows it is not answered. */
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
    static Answer expectStatus(Client client, int... statuses) {
        int[] different = IntStream.of(statuses).distinct().toArray();
        if (!client.awaitData(Limits.PATIENCE) || client.unread().isEmpty()) {
            throw client.missing(IntStream.of(different).mapToObj(String::valueOf).collect(Collectors.joining(" or ")));
        }
        return client.answer().expectStatus(different);
    }

    /** The response says that it is the last one (RFC 9112 §9.6). */
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

    /** The connection ends, and nothing more comes before that. */
    static void expectEnd(Rig rig, Client client) {
        client.expectEnd(Limits.PATIENCE);
        if (!client.unread().isEmpty()) {
            client.tellUnread();
            throw rig.failure("expected the connection to end after the response, but " + client.unread().length()
                    + " more bytes came");
        }
    }

    /** Sends `bytes` cut at these places; each piece is read before the next one is sent. */
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
     * Sends `bytes` one by one. It waits for one byte in twelve to be read before the next: the check is expensive.
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

    /** Three places in a text of this length, in order, each only once. */
    static int[] cuts(Rig rig, int from, int length) {
        return rig.random().ints(from, length).distinct().limit(3).sorted().toArray();
    }

    /** Random bytes, a char each. */
    static String content(Rig rig, int length) {
        StringBuilder bytes = new StringBuilder(length);
        rig.random().ints(length, 0, 256).forEach(b -> bytes.append((char) b));
        return bytes.toString();
    }
}
