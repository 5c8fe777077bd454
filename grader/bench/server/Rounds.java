package grader.bench.server;

import grader.bench.load.IdleConnections;
import grader.bench.load.Load;
import grader.bench.load.ResponseCheck;
import grader.bench.load.Scenario;
import grader.bench.load.Tally;
import grader.bench.load.TlsLoad;
import grader.bench.load.Clients;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Measures a scenario: all servers in turn, then all again in another order, and only one of them runs at a time. */
public final class Rounds {

    /**
     * On a busy machine the CPU time that is asked for takes so much longer at most, and on one where servers wait,
     * too.
     */
    private static final int PATIENCE = 8;
    /** But no load is longer than this: meanwhile idle connections live on ({@link Programs#IDLE}). */
    private static final Duration LONGEST = Duration.ofSeconds(200);
    private static final Duration WAKE_UP = Duration.ofMillis(150);

    private final Map<Contender, Running> servers;
    private final Pace pace;
    private final Random random;
    private final ProgressLine progress;

    /**
     * How long is measured, by the CPU time that the server takes: by the clock, a busy machine would leave it cold.
     *
     * @param rounds of each server
     * @param round how long one is
     * @param warmUp how long each server works before that
     */
    public record Pace(int rounds, Duration round, Duration warmUp) {

        public Pace(int rounds, Duration round) {
            this(rounds, round, round.multipliedBy(3));
        }

        /** By the clock, as the rate is given. */
        Duration paced() {
            return round.dividedBy(2);
        }
    }

    /**
     * @param servers paused
     * @param random decides who comes when
     */
    public Rounds(Map<Contender, Running> servers, Pace pace, Random random, ProgressLine progress) {
        this.servers = servers;
        this.pace = pace;
        this.random = random;
        this.progress = progress;
    }

    public void measure(Scenario scenario, Results results) {
        for (Contender contender : servers.keySet()) {
            with(contender, scenario + ": checks and warms up",
                    server -> warmUp(server, contender.like(results.base), scenario,
                            results.entry(scenario, contender)));
        }
        for (int round = 1; round <= pace.rounds(); round++) {
            int number = round;
            inTurn(scenario, scenario + ": round " + round + " of " + pace.rounds(), results,
                    (server, entry) -> round(server, scenario, entry, number));
        }
        results.entries.get(scenario)
                .values()
                .stream()
                .filter(entry -> entry.wrong.isEmpty() && entry.rounds.isEmpty())
                .forEach(entry -> entry.wrong = Optional.of("it answers nothing in a round"));
        if (!scenario.isSecure()) {
            paced(scenario, results);
        }
    }

    private void paced(Scenario scenario, Results results) {
        double rate = results.entries.get(scenario)
                .values()
                .stream()
                .filter(Entry::isMeasured)
                .mapToDouble(Entry::rate)
                .min()
                .orElse(0) / 2;
        for (int round = 1; round <= pace.rounds(); round++) {
            inTurn(scenario,
                    String.format(Locale.ROOT, "%s: times at %,.0f requests/s, round %d of %d", scenario, rate, round,
                            pace.rounds()),
                    results,
                    (server, entry) -> paced(server, scenario, entry, rate));
        }
    }

    private void warmUp(Running server, Contender like, Scenario scenario, Entry entry) {
        entry.wrong = like.stranger(scenario)
                .or(() -> scenario.isSecure() ? Optional.empty() : ResponseCheck.wrong(server.address(), scenario));
        if (entry.wrong.isEmpty()) {
            load(server, scenario, entry, load -> {
                Tally tally = until(pace.warmUp(), server, load);
                entry.wrong = tally.answers() == 0 ? Optional.of("it answers nothing under load") : Optional.empty();
                return tally;
            });
        }
    }

    private static Tally until(Duration cpu, Running server, Clients load) {
        Duration end = server.cpu().plus(cpu);
        return load.closed(Math.min(PATIENCE * cpu.toNanos(), LONGEST.toNanos()),
                () -> server.cpu().compareTo(end) >= 0);
    }

    private void round(Running server, Scenario scenario, Entry entry, int number) {
        load(server, scenario, entry, load -> {
            load.closed(WAKE_UP.toNanos(), () -> false);
            Duration before = server.cpu();
            Tally tally = until(pace.round(), server, load);
            double micros = server.cpu().minus(before).toNanos() / 1e3;
            if (tally.answers() > 0) {
                entry.rounds.add(new Entry.Round(number, micros / tally.answers(), tally.rate(), tally.busy()));
            }
            return tally;
        });
    }

    /** All at one rate: half of what the slowest of them can do. */
    private void paced(Running server, Scenario scenario, Entry entry, double rate) {
        load(() -> new Load(server.address(), scenario), server, scenario, entry, load -> {
            load.closed(WAKE_UP.toNanos(), () -> false);
            Tally tally = load.paced(pace.paced().toNanos(), rate);
            if (entry.paced.isEmpty()) {
                entry.paced = Optional.of(new OpenLoop(rate));
            }
            entry.paced.get().add(tally);
            return tally;
        });
    }

    private interface Measuring<T> {
        Tally with(T load);
    }

    private static void load(Running server, Scenario scenario, Entry entry, Measuring<Clients> measuring) {
        load(() -> scenario.isSecure() ? new TlsLoad(server.secure(), scenario)
                : new Load(server.address(), scenario), server, scenario, entry, measuring);
    }

    /** What fails is wrong, and not measured any more. */
    private static <T extends Clients> void load(Supplier<T> clients, Running server, Scenario scenario, Entry entry,
            Measuring<? super T> measuring) {
        try (IdleConnections crowd = new IdleConnections(server.address(), scenario.idle());
                T load = clients.get()) {
            Tally tally = measuring.with(load);
            int kept = crowd.kept();
            entry.ended += tally.ended();
            if (tally.failed() > 0) {
                entry.wrong =
                        Optional.of(tally.failed() + " of " + (tally.failed() + tally.answers()) + " requests failed");
            } else if (kept < scenario.idle()) {
                entry.wrong = Optional.of("it keeps " + kept + " of " + scenario.idle() + " idle connections");
            }
        } catch (IOException | UserError error) {
            entry.wrong = Optional.of(error.getMessage());
        }
    }

    private interface Turn {
        void with(Running server, Entry entry);
    }

    /** All that nothing is wrong with, in an order of its own. */
    private void inTurn(Scenario scenario, String what, Results results, Turn turn) {
        List<Contender> order = new ArrayList<>(servers.keySet());
        Collections.shuffle(order, random);
        for (Contender contender : order) {
            Entry entry = results.entry(scenario, contender);
            if (entry.wrong.isEmpty()) {
                with(contender, what, server -> turn.with(server, entry));
            }
        }
    }

    private interface Use {
        void of(Running server);
    }

    private void with(Contender contender, String what, Use use) {
        progress.say(what + ", " + contender);
        Running server = servers.get(contender);
        server.resume();
        try {
            use.of(server);
        } finally {
            server.pause();
        }
    }
}
