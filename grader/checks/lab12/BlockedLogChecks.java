package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;

import grader.clients.http.CheckFailed;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.UsualFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task access-log: a log that cannot be written. */
class BlockedLogChecks {

    private static final String DROPPED = "log_lines_dropped_total";
    private static final String WAITING = "log_lines_waiting";
    private static final int PLACES = 50;
    /** Their lines are several times what a pipe holds. */
    private static final int REQUESTS = 1_500;
    private static final int FEW = 200;
    private static final int AT_ONCE = 50;
    private static final Path FULL = Path.of("/dev/full");

    @Test
    @Check(value = "while no one reads standard output, requests are served as before", task = "access-log",
            rule = "log-never-delays", points = 1, ownServer = true,
            explain = """
                    A write to a pipe waits until there is room in it. If the thread that serves a client does that, the
                    program that reads the log decides how fast the server is. So lines wait in a queue with a limit,
                    and a thread of its own writes them. Other threads only add to the queue, and never wait for it.
                    """)
    void blocked(Rig rig) {
        rig.each("--log-format json", () -> expectServed(rig, "--log-format", "json"));
        rig.each("--log-format text", () -> expectServed(rig, "--log-format", "text"));
    }

    private static void expectServed(Rig rig, String... format) {
        Observed observed = Observed.open(rig, UsualFlags.of("--log-queue", "" + PLACES).and(format));
        rig.control(FEW + " requests are served while their lines are read", () -> send(observed, FEW));
        rig.tell("from now on, no one reads standard output");
        observed.server().whileUnread(() -> serve(rig, observed, "no one reads standard output"));
    }

    private static void serve(Rig rig, Observed observed, String why) {
        try {
            send(observed, REQUESTS);
        } catch (CheckFailed failed) {
            throw rig.failure("expected all of " + REQUESTS + " requests to be served while " + why + ", but: "
                    + failed.getMessage());
        }
    }

    /** Sends so many requests, and reads their responses. */
    private static void send(Observed observed, int count) {
        observed.rig().tell("a client sends " + count + " requests, " + AT_ONCE + " at a time");
        observed.rig()
                .quietly(() -> observed.send(AT_ONCE, Collections.nCopies(count, get("/json?" + "x".repeat(100))))
                        .forEach(answer -> answer.expectStatus(200)));
    }

    @Test
    @Check(value = "if the disk is full, requests are served as before, and all lines count as lost",
            task = "access-log", rule = "log-never-delays", points = 1, ownServer = true, builds = "blocked",
            explain = """
                    A write to a full disk fails. That costs a line, and neither a request nor the thread that writes:
                    the disk may have room again in a minute. The operator sees in the metrics that lines are missing.
                    """)
    void diskFull(Rig rig) {
        if (!Files.exists(FULL)) {
            throw rig.skip("this system has no /dev/full, a file on a disk that is always full");
        }
        for (String format : List.of("json", "text")) {
            rig.each("--log-format " + format, () -> {
                Observed observed = Observed.open(rig, "--access-log", FULL.toString(), "--log-format", format);
                serve(rig, observed, "the disk is full");
                new Metrics(observed).await(REQUESTS + 1, "no line of the requests was written", DROPPED);
            });
        }
    }

    @Test
    @Check(value = "each line is written or counted as lost, and lines are written again when that is possible",
            task = "access-log", rule = "log-dropped", points = 1, ownServer = true,
            builds = {"json-line", "blocked"},
            explain = """
                    A log in which lines are missing must say so, or its reader takes what is not there for what did not
                    happen. The number of lines that may wait has a limit, as memory has one. When the log can be
                    written again, those that wait are written first, and then all that come.
                    """)
    void dropped(Rig rig) {
        JsonLog log = JsonLog.open(rig, "--log-queue", "" + PLACES);
        Observed observed = log.observed();
        Metrics metrics = new Metrics(observed);
        observed.server().whileUnread(() -> {
            rig.control("requests are served while no one reads standard output", () -> send(observed, REQUESTS));
            metrics.await("more than 0", "more lines than a pipe and the queue have room for were not read",
                    value -> value > 0, DROPPED);
            metrics.await("1 to " + PLACES, "so many lines may wait, as --log-queue says",
                    value -> value >= 1 && value <= PLACES, WAITING);
        });
        rig.tell("standard output is read again");
        metrics.await(0, "all lines that waited can be written now", WAITING);
        String id = id(observed.exchange(get("/json")).expectStatus(200));
        rig.each("a line of a request after that", () -> log.await(id));
        rig.each("all lines", () -> {
            observed.server().awaitIdle();
            List<String> lines = log.entries();
            lines.forEach(log::entry);
            metrics.await(REQUESTS + 2 - lines.size(),
                    "there were " + (REQUESTS + 2) + " requests, and " + lines.size() + " lines are in the log",
                    DROPPED);
        });
    }
}
