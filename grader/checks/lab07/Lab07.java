package grader.checks.lab07;

import grader.checks.lab01.Lab01;
import grader.checks.lab03.Lab03;
import grader.clients.http.Answer;
import grader.clients.http.Bytes;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The checks of lab 07, and what they have in common. */
public final class Lab07 {

    public static final List<Class<?>> CHECKS =
            List.of(HeadChecks.class, FieldValueChecks.class, FramingChecks.class, BareChecks.class,
                    BrokenOffChecks.class, PersistenceChecks.class, PipelineChecks.class, TimeoutChecks.class,
                    ContinueChecks.class,
                    LastResponseChecks.class, StreamChecks.class, BackpressureChecks.class, SlowReaderChecks.class,
                    BodyAsRequestChecks.class);

    /** What has broken well-known servers: without points, for `--cases`. */
    public static final List<Class<?>> CASES = List.of(FramingCases.class, ContentCases.class);

    static final long GIB = 1L << 30;
    static final int MIB = 1 << 20;
    static final String HELLO = "Hello, world\n";
    /** What follows the last request of a connection: it must never be answered. */
    static final String HIDDEN = get("/status/503");

    /** A response is sent in one go with whatever is wrongly put after it. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    /** Content that a client goes on to send. */
    static final String PIECE = "x".repeat(10_000);

    private Lab07() {}

    /**
     * A server that waits long for everything: no connection ends because of a timeout. All checks may share it.
     */
    static Server start(Rig rig) {
        return rig.borrow("--idle-timeout", Limits.ENDLESS, "--request-timeout", Limits.ENDLESS, "--write-timeout",
                Limits.ENDLESS);
    }

    /** A head with a Host, and then these field lines. */
    static String request(String line, String... fields) {
        return Lab01.withHost(line, fields);
    }

    static String get(String target, String... fields) {
        return request("GET " + target + " HTTP/1.1", fields);
    }

    static String head(String target, String... fields) {
        return request("HEAD " + target + " HTTP/1.1", fields);
    }

    /** A GET of a client that speaks HTTP/1.0. */
    static String old(String target, String... fields) {
        return request("GET " + target + " HTTP/1.0", fields);
    }

    static String echo(String content, String... fields) {
        String[] all = Stream.concat(Stream.of("Content-Length: " + content.length()), Stream.of(fields))
                .toArray(String[]::new);
        return request("POST /echo HTTP/1.1", all) + content;
    }

    /** One exchange on a connection of its own. */
    static Answer exchange(Server server, String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer(method(request));
        }
    }

    static String method(String request) {
        return request.substring(0, request.indexOf(' '));
    }

    /** Nothing comes after the response, whether the connection goes on or ends. */
    static void expectNothingAfter(Rig rig, Client client) {
        if (!client.readUntilClose(A_MOMENT).isEmpty()) {
            client.tellUnread();
            throw rig.failure(
                    "expected nothing after the response, but '" + Bytes.brief(client.unread()) + "' came");
        }
    }

    /** What this machine is too busy for if {@link #isListenedTo} proves nothing. */
    static final String TO_GO_ON = "to go on sending in time";

    /**
     * What the client sends after the last response, so many times {@link #PIECE}, does not make the server reset it. A
     * server listens only for a moment: a reset of a client that goes on later proves nothing. The client goes on when
     * the server has done all that it does after its response: a server that closes has closed by then, with nothing
     * left to read.
     *
     * @param since the earliest {@link System#nanoTime} at which the server can have sent the response
     * @return whether it has proved something
     */
    static boolean isListenedTo(Rig rig, Server server, Client client, Answer last, long since, int pieces) {
        if (!server.awaitDone(client, A_MOMENT)) {
            expectNothingAfter(rig, client);
            return false;
        }
        for (int i = 0; i < pieces; i++) {
            client.sendUnlogged(PIECE);
        }
        boolean inTime = System.nanoTime() - since < A_MOMENT.toNanos();
        Lab03.expectEnd(rig, client);
        if (client.wasReset() && inTime) {
            throw last.differs(0, 0, 0, "an end without a reset",
                    "expected the server to read what the client is still sending, but it reset the connection");
        }
        return !client.wasReset();
    }

    /** The options of Connection, in lower case. */
    public static List<String> options(Answer answer) {
        return answer.values("Connection")
                .stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
                .toList();
    }

    /** The body is `count` times the letter x. */
    static void expectLetters(Answer answer, int count) {
        answer.expectStatus(200);
        if (!answer.body().equals("x".repeat(count))) {
            throw answer.differs((int) answer.head().lines().count(), 0, 0, count + " bytes x",
                    "expected a body of " + count
                            + " bytes, each an x, got " + answer.body().length() + " bytes"
                            + (answer.body().matches("x*") ? "" : ", not all of them x"));
        }
    }

    /** A size, none of which a buffer is likely to have. */
    static int size(Rig rig, int from, int to) {
        return rig.random().nextInt(from, to);
    }

    /** Random bytes, a char each. */
    static String content(Rig rig, int length) {
        StringBuilder bytes = new StringBuilder(length);
        rig.random().ints(length, 0, 256).forEach(b -> bytes.append((char) b));
        return bytes.toString();
    }

    /** Fails unless the field comes once, with this value. */
    static void expectField(Answer answer, String name, String value) {
        if (!answer.values(name).equals(List.of(value))) {
            throw answer.fieldDiffers(name, name + ": " + value, "expected one field " + name + ": " + value + ", got "
                    + (answer.values(name).isEmpty() ? "none" : String.join(" and ", answer.values(name))));
        }
    }

    static void expectNoField(Answer answer, Set<String> names, String why) {
        for (String name : names) {
            if (!answer.values(name).isEmpty()) {
                throw answer.fieldDiffers(name, "no " + name,
                        "expected no field " + name + " " + why + ", got " + answer.values(name).getFirst());
            }
        }
    }
}
