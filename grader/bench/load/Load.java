package grader.bench.load;

import grader.core.console.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/** A load on one server: all its connections in one selector loop, on one thread. */
public final class Load implements Clients {

    private static final int READ = 256 * 1024;
    private static final int DIGITS = 3;
    private static final long SECOND = 1_000_000_000;
    private static final long LOOK = SECOND / 10;
    /** A loaded server needs a moment to finish open requests. If it needs longer than this, it is stuck. */
    private static final long SETTLES = 10 * SECOND;
    private static final long GRACE = SECOND;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Selector selector;
    private final int depth;
    private final List<Lane> lanes = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ);

    /** Connects all of them, where they are to be kept. */
    public Load(InetSocketAddress server, Scenario scenario) {
        this(server, scenario, scenario.connections);
    }

    /** @param connections instead of as many as the scenario has */
    public Load(InetSocketAddress server, Scenario scenario, int connections) {
        depth = scenario.depth;
        try {
            selector = Selector.open();
        } catch (IOException error) {
            throw UserError.of(error, "making a selector");
        }
        try {
            for (int i = 0; i < connections; i++) {
                Lane lane = new Lane(server, scenario, selector);
                lanes.add(lane);
                if (!scenario.closes()) {
                    lane.connect();
                }
            }
        } catch (IOException error) {
            close();
            throw UserError.of(error, "connecting to http://" + server.getHostString() + ":" + server.getPort());
        }
    }

    /** So a slower server is asked less. What is under way at the end stays so. */
    @Override
    public Tally closed(long most, BooleanSupplier enough) {
        long look = LOOK;
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long answers = 0;
        lanes.forEach(Load::next);
        for (long time = 0; time < most; time = System.nanoTime() - start) {
            if (time > look) {
                if (enough.getAsBoolean()) {
                    break;
                }
                look = time + LOOK;
            }
            answers += turn(100, nobody -> {});
            for (SelectionKey key : selector.selectedKeys()) {
                next((Lane) key.attachment());
            }
        }
        return tally(answers, System.nanoTime() - start, cpu, new Histogram(DIGITS));
    }

    private static void next(Lane lane) {
        if (lane.isIdle()) {
            lane.send(System.nanoTime());
        }
    }

    /**
     * Requests come at a fixed rate, an open loop, after all open requests are answered. A response's time runs from
     * when its request was due, even if its connection was still busy then: otherwise a server that stalls would hide
     * how many requests it delayed. A request that is never answered, or never sent, counts with the time that it has
     * waited.
     *
     * @param nanos how long requests come; for their responses it waits a second more
     * @param rate requests per second, of all connections together
     */
    public Tally paced(long nanos, double rate) {
        settle();
        Histogram times = new Histogram(DIGITS);
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Schedule schedule = new Schedule(start, start + nanos, rate / depth, lanes.size());
        long answers = 0;
        long first = 0;
        long last = 0;
        long now = start;
        while (now - start < nanos || now - start < nanos + GRACE && (isWaiting() || schedule.owes(now))) {
            sendWhatIsDue(schedule, now);
            int came = turn(0, times::recordValue);
            now = System.nanoTime();
            answers += came;
            first = answers == came ? now - start : first;
            last = came > 0 ? now - start : last;
        }
        boolean all = !isWaiting() && !schedule.owes(now);
        overdue(schedule, now, times);
        return tally(answers, all ? Math.max(nanos, last - first) : now - start, cpu, times);
    }

    private void sendWhatIsDue(Schedule schedule, long now) {
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            if (lane.isIdle() && schedule.isDue(i, now)) {
                lane.send(schedule.take(i));
            }
        }
    }

    private void overdue(Schedule schedule, long now, Histogram times) {
        lanes.stream()
                .filter(lane -> lane.waiting() > 0)
                .forEach(lane -> times.recordValueWithCount(now - lane.begun(), lane.waiting()));
        schedule.overdue(now, waited -> times.recordValueWithCount(waited, depth));
    }

    private boolean isWaiting() {
        return lanes.stream().anyMatch(lane -> lane.waiting() > 0);
    }

    /** Waits for the responses to open requests. */
    private void settle() {
        for (long start = System.nanoTime(); isWaiting();) {
            turn(100, nobody -> {});
            if (System.nanoTime() - start > SETTLES) {
                throw new UserError("requests get no response within " + SETTLES / SECOND + " s", "try them by hand");
            }
        }
    }

    /**
     * Looks once at what has come.
     *
     * @param millis how long it waits, if nothing has
     */
    private int turn(int millis, LongConsumer times) {
        try {
            selector.selectedKeys().clear();
            if (millis == 0) {
                selector.selectNow();
            } else {
                selector.select(millis);
            }
            int answers = 0;
            for (SelectionKey key : selector.selectedKeys()) {
                answers += ((Lane) key.attachment()).ready(in, times);
            }
            return answers;
        } catch (IOException error) {
            throw UserError.of(error, "waiting for answers");
        }
    }

    private Tally tally(long answers, long nanos, long cpuBefore, Histogram times) {
        return new Tally(answers, lanes.stream().mapToLong(Lane::failed).sum(),
                lanes.stream().mapToLong(Lane::ended).sum(), nanos,
                (double) (THREADS.getCurrentThreadCpuTime() - cpuBefore) / nanos, times);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
        try {
            selector.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }
}
