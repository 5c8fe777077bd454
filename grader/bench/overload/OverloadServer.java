package grader.bench.overload;

import grader.bench.server.Contender;
import grader.bench.server.Program;
import grader.bench.server.Programs;
import grader.machine.os.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A server that takes part. Each handles as many requests at the same time, so that its capacity is a matter of threads
 * that wait, and not of processors: the load needs some of those.
 */
enum OverloadServer {

    /** The reference, which turns away what has waited for too long. */
    LAB13(Contender.LAB13),
    /** The same, and it lets requests wait as long as it may. */
    UNSHED(Contender.LAB13),
    /** The learner's. */
    MINE(Contender.MINE),
    /** With the queues that it has by itself, as the next one. */
    TOMCAT(Contender.TOMCAT),
    UNDERTOW(Contender.UNDERTOW);

    static final int THREADS = 8;
    /** How many requests per second these can do, each of which waits for 50 ms. */
    static final double THREADS_CAN = THREADS * 20;
    /** How many connections may wait in a server of the course: for five seconds, if none is turned away. */
    static final int QUEUE = 4_000;
    /** How long a request may wait in {@link #LAB13} and {@link #MINE} during an overload, in milliseconds. */
    static final int TARGET = 100;
    private static final int NO_TARGET = 60_000;

    private final Contender contender;

    OverloadServer(Contender contender) {
        this.contender = contender;
    }

    /** Whether the bench is about it: if it cannot be measured, nothing needs to be. */
    boolean isSubject() {
        return this == LAB13 || this == MINE;
    }

    boolean isLab() {
        return contender.isLab();
    }

    /** @throws Commands.Failed if it cannot be built */
    Program program(Programs programs) throws Commands.Failed {
        Program program = programs.program(contender);
        if (!isLab()) {
            return program.withFlags(List.of("--handler-threads", String.valueOf(THREADS)));
        }
        return program.withFlags(flags());
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("--engine", "thread"));
        flags.addAll(List.of("--workers", String.valueOf(THREADS), "--queue", String.valueOf(QUEUE)));
        flags.addAll(List.of("--backlog", String.valueOf(QUEUE)));
        flags.addAll(List.of("--queue-target", String.valueOf(this == UNSHED ? NO_TARGET : TARGET)));
        return flags;
    }

    /** What it is, for the legend. */
    String words() {
        return switch (this) {
            case LAB13 -> "lab 13's reference, --queue-target " + TARGET;
            case UNSHED -> "the same with --queue-target " + NO_TARGET + ": it turns nothing away before its queue of "
                    + QUEUE + " is full";
            case MINE -> "your server in labs/, with the flags of lab13";
            case TOMCAT -> "Tomcat with maxThreads " + THREADS + " and its own queues";
            case UNDERTOW -> "Undertow with " + THREADS + " worker threads and its own queues";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
