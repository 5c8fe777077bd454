package grader.checks.lab07;

import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.OptionalLong;

/**
 * How much a server's memory grows. One in Java has 64 MiB of heap and comes to its end before; for others this is the
 * measure.
 */
final class Memory {

    private static final long MOST = 200L << 20;

    private final Rig rig;
    private final Server server;
    private final OptionalLong before;

    private Memory(Rig rig, Server server) {
        this.rig = rig;
        this.server = server;
        this.before = server.rss();
    }

    static Memory of(Rig rig, Server server) {
        return new Memory(rig, server);
    }

    /** Where the system does not tell, nothing is expected. */
    void expectFlat(String when) {
        OptionalLong now = server.rss();
        if (before.isEmpty() || now.isEmpty()) {
            return;
        }
        long grown = now.getAsLong() - before.getAsLong() >> 20;
        rig.tell("the server's memory has grown by " + Math.max(0, grown) + " MiB " + when);
        if (grown > MOST >> 20) {
            throw rig.failure("expected the server's memory to grow by less than " + (MOST >> 20) + " MiB " + when
                    + ", but it grew by " + grown + " MiB");
        }
    }
}
