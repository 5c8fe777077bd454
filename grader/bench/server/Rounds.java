package grader.bench.server;

import grader.bench.server.Load.Tally;
import grader.lab.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures a scenario: all servers in turn, then all again in another order, and only one of them runs at a time. */
final class Rounds {

    private static final double MILLION = 1e6;
    /** On a busy machine the CPU time that is asked for takes so much longer at most, and on one where servers wait, too. */
    private static final int PATIENCE = 8;
    private static final Duration WAKE_UP = Duration.ofMillis(150);

    private final Map<Contender, Running> servers;
    private final Pace pace;
    private final Progress progress;

    /**
     * How long is measured, by the CPU time that the server takes: by the clock, a busy machine would leave it cold.
     *
     * @param rounds of each server
     * @param round  how long one is
     */
    record Pace(int rounds, Duration round) {

        Duration warmUp() {
            return round.multipliedBy(3);
        }
    }

    /** @param servers paused */
    Rounds(Map<Contender, Running> servers, Pace pace, Progress progress) {
        this.servers = servers;
        this.pace = pace;
        this.progress = progress;
    }

    void measure(Scenario scenario, Results results) {
        List<Contender> order = new ArrayList<>(servers.keySet());
        for (Contender contender : order) {
            Results.Entry entry = results.entry(scenario, contender);
            with(contender, scenario + ": checks and warms up", server -> {
                entry.wrong = contender.stranger(scenario).or(() -> Check.wrong(server.address(), scenario));
                if (entry.wrong.isEmpty()) {
                    load(server, scenario, entry, load -> {
                        Tally tally = until(pace.warmUp(), server, load);
                        entry.wrong = tally.answers() == 0 ? Optional.of("it answers nothing under load") : Optional.empty();
                        return tally;
                    });
                }
            });
        }
        for (int round = 1; round <= pace.rounds(); round++) {
            Collections.rotate(order, 1);
            String what = scenario + ": round " + round + " of " + pace.rounds();
            goodOnes(order, scenario, results).forEach(contender -> with(contender, what, server -> round(server, scenario, results.entry(scenario, contender))));
        }
        goodOnes(order, scenario, results).stream().map(contender -> results.entry(scenario, contender)).filter(entry -> entry.rounds.isEmpty())
                .forEach(entry -> entry.wrong = Optional.of("it answers nothing in a round"));
        paced(scenario, goodOnes(order, scenario, results), results);
    }

    private static List<Contender> goodOnes(List<Contender> order, Scenario scenario, Results results) {
        return order.stream().filter(contender -> results.entry(scenario, contender).wrong.isEmpty()).toList();
    }

    private static Tally until(Duration cpu, Running server, Load load) {
        Duration end = server.cpu().plus(cpu);
        return load.closed(PATIENCE * cpu.toNanos(), () -> server.cpu().compareTo(end) >= 0);
    }

    private void round(Running server, Scenario scenario, Results.Entry entry) {
        load(server, scenario, entry, load -> {
            load.closed(WAKE_UP.toNanos(), () -> false);
            Duration before = server.cpu();
            Tally tally = until(pace.round(), server, load);
            double micros = server.cpu().minus(before).toNanos() / 1e3;
            if (tally.answers() > 0) {
                entry.rounds.add(new Results.Round(micros / tally.answers(), tally.rate()));
            }
            return tally;
        });
    }

    /** All at one rate: half of what the slowest of them can do. */
    private void paced(Scenario scenario, List<Contender> order, Results results) {
        double rate = order.stream().mapToDouble(contender -> results.entry(scenario, contender).rate()).filter(Double::isFinite).min().orElse(0) / 2;
        for (Contender contender : order) {
            Results.Entry entry = results.entry(scenario, contender);
            with(contender, scenario + ": times at %,.0f requests/s".formatted(rate), server -> load(server, scenario, entry, load -> {
                load.closed(WAKE_UP.toNanos(), () -> false);
                Tally tally = load.paced(pace.round().toNanos(), rate);
                if (tally.answers() > 0) {
                    entry.times = Optional.of(new Results.Times(rate, tally.times().getValueAtPercentile(50) / MILLION,
                            tally.times().getValueAtPercentile(99) / MILLION));
                }
                return tally;
            }));
        }
    }

    private interface Measuring {
        Tally with(Load load);
    }

    /** What fails is wrong, and not measured any more. */
    private static void load(Running server, Scenario scenario, Results.Entry entry, Measuring measuring) {
        try (IdleCrowd crowd = new IdleCrowd(server.address(), scenario.idle()); Load load = new Load(server.address(), scenario)) {
            Tally tally = measuring.with(load);
            int kept = crowd.kept();
            if (tally.failed() > 0) {
                entry.wrong = Optional.of(tally.failed() + " of " + (tally.failed() + tally.answers()) + " requests failed");
            } else if (kept < scenario.idle()) {
                entry.wrong = Optional.of("it keeps " + kept + " of " + scenario.idle() + " idle connections");
            }
        } catch (IOException | Problem error) {
            entry.wrong = Optional.of(error.getMessage());
        }
    }

    private interface Turn {
        void with(Running server);
    }

    private void with(Contender contender, String what, Turn turn) {
        progress.say(what + ", " + contender);
        Running server = servers.get(contender);
        server.resume();
        try {
            turn.with(server);
        } finally {
            server.pause();
        }
    }
}
