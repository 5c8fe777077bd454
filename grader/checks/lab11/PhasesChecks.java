package grader.checks.lab11;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import grader.grading.server.Server;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Task phases. */
class PhasesChecks {

    /** What a migration does first. */
    static final Predicate<DatabaseEvent> MIGRATES = DatabaseEvent.executing("create table");

    @Test
    @Check(value = "from its start to its end, the server enters each phase in order", task = "phases",
            rule = "in-order", points = 4, foundation = true, ownServer = true,
            explain = """
                    A phase is entered, then its line is printed, and then its work is done. So the log tells in which
                    phase a server hangs, and what had been opened by then.
                    """)
    void inOrder(Rig rig) {
        Phases phases = Phases.open(rig, "--admin-port", "0");
        Server server = phases.server();
        phases.await("serve");
        try (ResponseBarrier barrier = phases.hold(); Client _ = phases.begin(barrier)) {
            phases.drain();
            barrier.open();
        }
        phases.expectExit(0);
        List<String> output = server.outputLines();
        rig.each("the phases", () -> Phases.expectEntered(rig, output, "configure", "acquire", "bind", "serve", "drain",
                "release"));
        rig.each("the admin port in acquire, the port in bind", () -> {
            int acquire = index(output, "lab11 phase acquire");
            int bind = index(output, "lab11 phase bind");
            int serve = index(output, "lab11 phase serve");
            if (!(acquire < index(output, "lab11 admin on") && index(output, "lab11 admin on") < bind
                    && bind < index(output, "lab11 listening on") && index(output, "lab11 listening on") < serve)) {
                output.forEach(line -> rig.tell("it printed: " + line));
                throw rig.failure("expected 'admin on' between the lines of acquire and bind, and 'listening on' "
                        + "between those of bind and serve");
            }
        });
        rig.each("stopped", () -> {
            if (!output.getLast().equals("stopped")) {
                throw rig.failure("expected 'stopped' as the last line, got '" + output.getLast() + "'");
            }
        });
    }

    private static int index(List<String> output, String beginning) {
        for (int i = 0; i < output.size(); i++) {
            if (output.get(i).startsWith(beginning)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    @Check(value = "if its port is taken, the server ends with exit code 2, and enters release before", task = "phases",
            rule = "failed-phase", points = 3, ownServer = true, builds = "in-order",
            explain = """
                    The pool and the log are open by then. An exception in any phase has to lead through release, like
                    a signal: a try-with-resources around all phases does that.
                    """)
    void portInUse(Rig rig) {
        Server first = rig.start(Phases.flags(rig, rig.emptyDatabase()));
        String port = String.valueOf(first.address().getPort());
        ExitedProcess refused = rig.runToEnd(Phases.flags(rig, rig.emptyDatabase(), "--port", port));
        refused.expectRefusal("its port is taken", port);
        Phases.expectEntered(rig, refused.out(), "configure", "acquire", "bind", "release");
        if (refused.out().contains("stopped")) {
            throw rig.failure("expected no line 'stopped', as it has never served");
        }
    }

    @Test
    @Check(value = "a signal while it starts: the server binds no port, and ends with exit code 0", task = "phases",
            rule = "signal-at-start", points = 2, ownServer = true, builds = "in-order",
            explain = """
                    A signal may come at any time. In acquire, no client is there yet, so there is nothing to drain:
                    what was opened is closed. A server that forgets the signal would serve on, until it is killed.
                    """)
    void signalAtStart(Rig rig) {
        for (String signal : List.of("TERM", "INT")) {
            if (signal.equals("INT") && !rig.signalsReachServers()) {
                continue;
            }
            rig.each("SIG" + signal, () -> {
                WatchedDatabase database = rig.database();
                try (Hold migration = database.hold(MIGRATES)) {
                    Server server =
                            rig.begin(Phases.flags(rig, database.url(rig.emptyDatabase()), "--admin-port", "0"));
                    migration.awaitHeld(1);
                    server.signal(signal);
                    server.awaitIdle();
                    rig.tell("the database goes on");
                    migration.release();
                    server.expectExit(Limits.STOP, 0);
                    Phases.expectEntered(rig, server.outputLines(), "configure", "acquire", "release");
                    if (!server.outputLines().getLast().equals("stopped")) {
                        throw rig.failure("expected 'stopped' as the last line, got '" + server.outputLines().getLast()
                                + "'");
                    }
                }
            });
        }
    }

    @Test
    @Check(value = "a signal while the database is silent ends the start", task = "phases",
            rule = "signal-at-start", points = 1, ownServer = true, builds = "signal-at-start",
            explain = """
                    A start that waits for its database must not wait any longer after a signal: an orchestrator kills
                    it soon, and a person at a terminal presses Ctrl+C again. The thread that waits is interrupted.
                    """)
    void signalInSilence(Rig rig) {
        WatchedDatabase database = rig.database();
        try (Hold migration = database.hold(MIGRATES)) {
            Server server = rig.begin(Phases.flags(rig, database.url(rig.emptyDatabase()), "--admin-port", "0"));
            migration.awaitHeld(1);
            rig.tell("the database does not respond");
            server.signal("TERM");
            server.expectExit(Limits.STOP, 0);
            Phases.expectEntered(rig, server.outputLines(), "configure", "acquire", "release");
        }
    }
}
