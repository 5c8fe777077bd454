package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Task deadline. */
class ShutdownDeadlineChecks {

    private static final String SOON = "300";       // milliseconds
    private static final Duration HALF = Duration.ofSeconds(1);
    private static final int LARGE = 20_000_000;

    @Test
    @Check(value = "what is in progress when --drain-timeout is over is cut off, and the exit code is 1",
            task = "deadline", rule = "cut-off", points = 3, foundation = true, ownServer = true,
            explain = """
                    An orchestrator kills a process that does not end in time. A server that ends a little earlier can
                    say what it has cut off, and can close its pool. Its exit code tells that not all went well. The
                    delay comes before: what has begun in it has the whole timeout.
                    """)
    void cutOff(Rig rig) {
        Phases phases = Phases.open(rig, "--drain-timeout", SOON);
        try (ResponseBarrier barrier = phases.hold(); Client client = phases.begin(barrier)) {
            phases.drain();
            phases.expectExit(1);
            rig.each("a line on standard error says so", () -> {
                if (phases.server().errorLines().stream().noneMatch(line -> line.contains("cut off"))) {
                    throw rig.failure("expected a line on standard error that says 'cut off', but there is none");
                }
            });
            rig.each("the client gets no response", () -> {
                String rest = client.readUntilClose(Limits.PATIENCE);
                if (!rest.isEmpty()) {
                    throw rig.failure("expected the connection to end without a response, got "
                            + rest.lines().findFirst().orElse(""));
                }
            });
            rig.each("it enters release", () -> Phases.expectEntered(rig, phases.server().outputLines(), "configure",
                    "acquire", "bind", "serve", "drain", "release"));
        }
        rig.each("not before the delay and the whole timeout are over", () -> {
            Phases delayed = Phases.open(rig, "--drain-delay", "" + HALF.toMillis(),
                    "--drain-timeout", "" + HALF.toMillis());
            try (ResponseBarrier barrier = delayed.hold(); Client _ = delayed.begin(barrier)) {
                delayed.drainUntil("a request in progress is cut off", HALF.multipliedBy(2),
                        () -> delayed.expectExit(1));
            }
        });
    }

    @Test
    @Check(value = "that is so whatever a connection waits for", task = "deadline", rule = "cut-off", points = 3,
            ownServer = true, builds = {"half-request", "slow-reader"},
            explain = """
                    A handler that computes, a client that has sent half a request, a client that does not read: each
                    of them may take forever. The deadline is for all.
                    """)
    void everyKind(Rig rig) {
        String half = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf";
        rig.each("a client that has sent a part of a head",
                () -> expectCutOff(rig, phases -> begin(phases, half.substring(0, 20))));
        rig.each("a client that has sent a part of a content", () -> expectCutOff(rig, phases -> begin(phases, half)));
        rig.each("a client that does not read",
                () -> expectCutOff(rig, phases -> phases.beginUnread(Lab01.get("/bytes/" + LARGE))));
    }

    private static Client begin(Phases phases, String sent) {
        Client client = phases.server().connect().send(sent);
        phases.server().awaitRead(client);
        return client;
    }

    private static void expectCutOff(Rig rig, Function<Phases, Client> begin) {
        Phases phases = Phases.open(rig, "--drain-timeout", SOON);
        try (Client _ = begin.apply(phases)) {
            phases.drain();
            phases.expectExit(1);
        }
    }

    @Test
    @Check(value = "content that would end with the connection is cut off with a reset", task = "deadline",
            rule = "never-complete", points = 1, ownServer = true, builds = "cut-off", clause = "RFC 9112 §8",
            explain = """
                    For HTTP/1.0 the end of the connection is the end of the content. A close, or the end of the
                    process, would make half a file look whole. With SO_LINGER and 0 seconds, both are a reset.
                    """)
    void resetWhenCutOff(Rig rig) {
        Phases phases = Phases.open(rig, "--drain-timeout", SOON);
        try (Client client = phases.beginUnread("GET /chunks/" + LARGE + " HTTP/1.0\r\n\r\n")) {
            phases.drain();
            phases.expectExit(1);
            String came = client.readUntilClose(Limits.PATIENCE);
            client.tellUnread();
            String head = came.substring(0, Math.max(0, came.indexOf("\r\n\r\n"))).toLowerCase(Locale.ROOT);
            if (!head.contains("\r\ncontent-length:") && !client.how().contains("RST")) {
                throw rig.failure("expected a reset (RST), since the content ends with the connection, but the server "
                        + "closed it: the client takes this for the whole content");
            }
        }
    }

    @Test
    @Check(value = "a connection whose last response is complete is not cut off", task = "deadline",
            rule = "already-complete", points = 1, ownServer = true, builds = "cut-off",
            explain = """
                    After the last response, the server waits a while for its client to close, so that no reset
                    destroys the response. If the client keeps its socket open, as pools do, no request is lost when
                    the deadline ends that wait. An exit code of 1 would be a false alarm.
                    """)
    void lingering(Rig rig) {
        Phases phases = Phases.open(rig, "--drain-timeout", SOON);
        try (Client client = phases.server().connect()) {
            client.send("no request\r\n\r\n").answer();       // a rejection, whichever
            client.expectEnd(Limits.PATIENCE);
            phases.drain();
            phases.expectExit(0);
            if (phases.server().errorLines().stream().anyMatch(line -> line.contains("cut off"))) {
                throw rig.failure("expected no line on standard error that says 'cut off', but there is one");
            }
        }
    }

    @Test
    @Check(value = "the deadline also ends the wait for clients in a queue", task = "deadline", rule = "own-timeout",
            points = 2, ownServer = true, builds = {"cut-off", "stop-accepting"},
            explain = """
                    There is one deadline for all of the drain, a point in time. While the only worker is busy, no
                    client in the queue has its turn, and the server would wait for them as long as that one takes. What
                    stops accepting has to keep the deadline, too.
                    """)
    void queued(Rig rig) {
        Phases phases = Phases.open(rig, "--workers", "1", "--queue", "0", "--drain-timeout", SOON);
        try (ResponseBarrier barrier = phases.hold();
                Client _ = phases.begin(barrier);
                Client _ = phases.server().connect().send(Lab01.get("/"));
                Client _ = phases.server().connect().send(Lab01.get("/"))) {
            phases.drain();
            phases.expectExit(1);
        }
    }
}
