package grader.grading.server;

import grader.clients.http.UsableTime;
import grader.core.console.MachineFault;
import grader.machine.os.LinuxProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What has used the processors since some moment: the servers of a check, or other programs. */
public final class ProcessorUse {

    private static final double MOST = 0.4;         // of all processors
    private static final double NEARLY_ALL = 0.7;
    private static final long WINDOW = 100_000_000;     // nanoseconds

    private final long awake = UsableTime.awakeNanos();
    private final long usable = UsableTime.nanos();
    private final Map<Server, Long> used = new ConcurrentHashMap<>();       // nanoseconds, when that was asked last
    private final long before = program();
    private long asked = System.nanoTime();
    private double own;

    /** From now on, what this server uses counts. */
    public void watch(Server server) {
        used.put(server, nanos(server));
    }

    /**
     * Whether these servers have all the time that they want at this moment: they sleep, or use most of the processors;
     * false if that is not known.
     */
    public boolean serves(List<Server> servers) {
        return !servers.isEmpty() && (servers.stream().allMatch(Server::sleeps) || isTakenBy(servers));
    }

    /** Whether others had the processors since it was made: then no server was too slow. */
    public Optional<MachineFault> starvation(List<Server> servers) {
        return starvation(isTakenBy(servers));
    }

    /** The same, where all that this program has started are its own: the servers of other checks, too. */
    public Optional<MachineFault> starvation() {
        return starvation(ours() > MOST);
    }

    /** Whether it was other programs that had the processors: neither these servers, nor what this program runs. */
    public boolean isStarvedByOthers(List<Server> servers) {
        return starvation(servers).isPresent() && ours() < NEARLY_ALL;
    }

    /** The part of all processors that this program has used, with all that it has started. */
    private double ours() {
        return (program() - before) / (double) (UsableTime.awakeNanos() - awake)
                / Runtime.getRuntime().availableProcessors();
    }

    private Optional<MachineFault> starvation(boolean taken) {
        double share = (UsableTime.nanos() - usable) / (double) (UsableTime.awakeNanos() - awake);
        return share < UsableTime.QUIET && !taken
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
            own = servers.stream().mapToLong(this::more).sum() / (double) (now - asked)
                    / Runtime.getRuntime().availableProcessors();
            asked = now;
        }
        return own > MOST;
    }

    /** What it has used since that was asked last. */
    private long more(Server server) {
        long now = nanos(server);
        Long last = used.put(server, now);
        return last == null ? 0 : Math.max(0, now - last);
    }

    private static long nanos(Server server) {
        return server.cpu().map(Duration::toNanos).orElse(0L);
    }

    /** What this program, and all that it has started and that still runs, have used so far. */
    private static long program() {
        return LinuxProcess.cpu(ProcessHandle.current()).map(Duration::toNanos).orElse(0L);
    }
}
