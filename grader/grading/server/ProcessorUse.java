package grader.grading.server;

import grader.clients.http.UsableTime;
import grader.core.console.MachineFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What has used the processors since some moment: the servers of a check, or other programs. */
public final class ProcessorUse {

    private static final double MOST = 0.4;         // of all processors
    private static final long WINDOW = 100_000_000;     // nanoseconds

    private final long awake = UsableTime.awakeNanos();
    private final long usable = UsableTime.nanos();
    private long asked = System.nanoTime();
    private long used;
    private double own;

    /**
     * Whether these servers have all the time that they want at this moment: they sleep, or use most of the processors;
     * false if that is not known.
     */
    public boolean serves(List<Server> servers) {
        return !servers.isEmpty() && (servers.stream().allMatch(Server::sleeps) || isTakenBy(servers));
    }

    /** Whether others had the processors since it was made: then no server was too slow. */
    public Optional<MachineFault> starvation(List<Server> servers) {
        double share = (UsableTime.nanos() - usable) / (double) (UsableTime.awakeNanos() - awake);
        return share < UsableTime.QUIET && !isTakenBy(servers)
                ? Optional.of(new MachineFault("it is too busy: it gave each thread " + Math.round(100 * share)
                        + " % of a processor; try again when it is quieter"))
                : Optional.empty();
    }

    /** Whether these servers have used most of the processors since that was asked last; false if it is not known. */
    public synchronized boolean isTakenBy(List<Server> servers) {
        if (servers.isEmpty()) {
            return false;
        }
        long now = System.nanoTime();
        if (now - asked > WINDOW) {
            long before = used;
            used = servers.stream().flatMap(server -> server.cpu().stream()).mapToLong(Duration::toNanos).sum();
            own = (used - before) / (double) (now - asked) / Runtime.getRuntime().availableProcessors();
            asked = now;
        }
        return own > MOST;
    }
}
