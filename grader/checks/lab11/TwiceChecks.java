package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task twice. */
class TwiceChecks {

    @Test
    @Check(value = "a second signal ends the process at once, with exit code 1", task = "twice",
            rule = "second-signal", points = 3, foundation = true, ownServer = true,
            builds = {"phases", "delay", "signal-at-start"},
            explain = """
                    The first signal asks politely. A person who sends another one does not want to wait for the delay,
                    for requests or for shutdown hooks. A line on standard error says that nothing was drained.
                    """)
    void secondSignal(Rig rig) {
        for (List<String> signals : List.of(List.of("TERM", "TERM"), List.of("INT", "INT"), List.of("TERM", "INT"))) {
            if (signals.contains("INT") && !rig.signalsReachServers()) {
                continue;
            }
            rig.each("SIG" + signals.getFirst() + ", then SIG" + signals.getLast(), () -> {
                Phases phases = Phases.open(rig, "--drain-delay", Limits.ENDLESS);
                phases.server().signal(signals.getFirst());
                phases.await("drain");
                rig.control("the first one drains",
                        () -> Lab01.exchange(phases.server(), "/").expectStatus(200));
                phases.server().signal(signals.getLast());
                expectStopped(rig, phases);
            });
        }
    }

    private static void expectStopped(Rig rig, Phases phases) {
        phases.expectExit(1);
        if (phases.server().errorLines().stream().allMatch(String::isBlank)) {
            throw rig.failure("expected a line on standard error, but there is none");
        }
        if (phases.server().outputLines().contains("stopped")) {
            throw rig.failure("expected no line 'stopped', as nothing was drained");
        }
    }

    @Test
    @Check(value = "it ends requests that are in progress, too", task = "twice", rule = "second-signal", points = 2,
            ownServer = true, builds = {"phases", "working"},
            explain = """
                    A drain that waits for a request is what the second signal is for: it must not wait until that has
                    its response.
                    """)
    void duringRequest(Rig rig) {
        Phases phases = Phases.open(rig);
        try (ResponseBarrier barrier = phases.hold(); Client _ = phases.begin(barrier)) {
            phases.drainAndSettle();
            phases.server().signal("TERM");
            expectStopped(rig, phases);
        }
    }
}
