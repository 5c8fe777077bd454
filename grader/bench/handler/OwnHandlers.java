package grader.bench.handler;

import grader.bench.util.ForkedParts;
import grader.core.source.Parts;

/** The router of lab 04 and the onion of lab 05. */
final class OwnHandlers {

    private static final int LAB = 5;

    /**
     * Routes share their beginnings, as those of large servers do; requests are of random routes, and were parsed
     * before.
     */
    private static final String CALLER = Parts.source("grader/bench/handler/parts/Caller.java");

    private OwnHandlers() {}

    static ForkedParts compile(boolean mine) {
        return new ForkedParts(LAB, mine, CALLER);
    }

    static Work in(HandlerSetting setting) {
        return ForkedParts.caller(Work.class, HandlerSetting.class, setting);
    }
}
