package grader.server;

import java.time.Duration;
import java.util.List;

/** How much of the processors servers use themselves. */
public final class OwnLoad {

    private static final double MOST = 0.4;         // of all processors
    private static final long WINDOW = 100_000_000;     // nanoseconds

    private long since = System.nanoTime();
    private long before;
    private double share;

    /** Whether they have used most of what there was, since it was asked last. */
    public synchronized boolean isMost(List<Server> servers) {
        long now = System.nanoTime();
        if (now - since > WINDOW) {
            long used = servers.stream().flatMap(server -> server.cpu().stream()).mapToLong(Duration::toNanos).sum();
            share = (used - before) / (double) (now - since) / Runtime.getRuntime().availableProcessors();
            before = used;
            since = now;
        }
        return share > MOST;
    }
}
