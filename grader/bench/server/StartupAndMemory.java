package grader.bench.server;

import grader.bench.load.IdleConnections;
import grader.bench.load.Load;
import grader.bench.load.Scenario;
import grader.bench.server.Results.Cost;
import grader.bench.util.Median;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server costs by itself: how long it takes to start, and how much memory it takes, at rest and for each idle
 * connection.
 */
final class StartupAndMemory {

    private static final Duration USE = Duration.ofMillis(1500);
    /**
     * So little room for young objects that all of it is in use before connections are counted: garbage is no part of
     * the count.
     */
    static final String LITTLE_GARBAGE = "-Xmn16m";

    private final Cpus cpus;
    private final Workplace place;

    StartupAndMemory(Cpus cpus, Workplace place) {
        this.cpus = cpus;
        this.place = place;
    }

    /**
     * @param starts how many: the median counts
     * @throws grader.core.console.UserError if it does not start
     */
    Cost of(Contender contender, Program program, int starts, int connections) {
        List<Double> millis = new ArrayList<>();
        List<Double> rest = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            try (Running server = new Running(contender.toString(), program, cpus, place)) {
                millis.add(server.nanosToAnswer() / 1e6);
                rest.add((double) server.rss());
            }
        }
        return new Cost(Median.of(millis), Median.of(rest), idle(contender, program, connections));
    }

    /** Bytes a connection; NaN if it does not keep them. */
    private double idle(Contender contender, Program program, int connections) {
        Program lean = contender == Contender.NGINX ? program : program.withOption(LITTLE_GARBAGE);
        try (Running server = new Running(contender.toString(), lean, cpus, place)) {
            try (Load load = new Load(server.address(), Scenario.S1)) {
                load.closed(USE.toNanos(), () -> false);
            }
            long before = server.rss();
            try (IdleConnections crowd = new IdleConnections(server.address(), connections)) {
                double each = (double) (server.rss() - before) / connections;
                return crowd.kept() < connections || before == 0 ? Double.NaN : each;
            } catch (IOException few) {
                return Double.NaN;
            }
        }
    }
}
