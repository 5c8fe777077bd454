package grader.bench.server;

import grader.lab.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** A load on one server: all its connections in one selector loop, on one thread. */
final class Load implements AutoCloseable {

    private static final int READ = 256 * 1024;
    private static final int DIGITS = 3;
    private static final long LOOK = 100_000_000;

    private final Selector selector;
    private final int depth;
    private final List<Lane> lanes = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ);
    private Histogram times = new Histogram(DIGITS);

    /** Connects all of them. */
    Load(InetSocketAddress server, Scenario scenario) {
        depth = scenario.depth;
        try {
            selector = Selector.open();
            for (int i = 0; i < scenario.connections; i++) {
                Lane lane = new Lane(server, scenario, selector);
                lanes.add(lane);
                lane.connect();
            }
        } catch (IOException error) {
            throw Problem.of(error, "connecting to http://" + server.getHostString() + ":" + server.getPort());
        }
    }

    /**
     * What a load came to.
     *
     * @param answers in all
     * @param failed  requests without a right answer
     * @param nanos   that it took
     * @param times   of the answers, in nanoseconds
     */
    record Tally(long answers, long failed, long nanos, Histogram times) {

        double rate() {
            return answers * 1e9 / nanos;
        }
    }

    /**
     * Each connection sends its next requests as soon as the last are answered. So a slower server is asked less.
     *
     * @param most   nanoseconds, after which it ends in any case
     * @param enough is asked every tenth of a second whether it is to end
     */
    Tally closed(long most, BooleanSupplier enough) {
        long look = LOOK;
        long start = begin();
        long answers = 0;
        lanes.forEach(lane -> lane.send(System.nanoTime()));
        for (long time = 0; time < most; time = System.nanoTime() - start) {
            if (time > look) {
                if (enough.getAsBoolean()) {
                    break;
                }
                look = time + LOOK;
            }
            answers += turn(false);
            for (SelectionKey key : selector.selectedKeys()) {
                Lane lane = (Lane) key.attachment();
                if (lane.isIdle()) {
                    lane.send(System.nanoTime());
                }
            }
        }
        return end(answers, start);
    }

    /**
     * Requests come at a rate that the server does not decide. An answer's time runs from when its request was due, even if it could not be
     * sent then, as its connection still waited: else a server that stalls would hide how many would have waited.
     *
     * @param rate requests a second, of all connections together
     */
    Tally paced(long nanos, double rate) {
        long start = begin();
        long answers = 0;
        long[] due = new long[lanes.size()];
        double every = 1e9 * lanes.size() * depth / rate;
        for (int i = 0; i < due.length; i++) {
            due[i] = start + (long) (every * i / due.length);
        }
        for (long now = start; now - start < nanos; now = System.nanoTime()) {
            for (int i = 0; i < due.length; i++) {
                if (due[i] <= now && lanes.get(i).isIdle()) {
                    lanes.get(i).send(due[i]);
                    due[i] += (long) every;
                }
            }
            answers += turn(true);
        }
        return end(answers, start);
    }

    private long begin() {
        times = new Histogram(DIGITS);
        return System.nanoTime();
    }

    /** Looks once at what has come. */
    private int turn(boolean hurried) {
        try {
            selector.selectedKeys().clear();
            if (hurried) {
                selector.selectNow();
            } else {
                selector.select(100);
            }
            int answers = 0;
            for (SelectionKey key : selector.selectedKeys()) {
                answers += ((Lane) key.attachment()).ready(in, times::recordValue);
            }
            return answers;
        } catch (IOException error) {
            throw Problem.of(error, "waiting for answers");
        }
    }

    private Tally end(long answers, long start) {
        return new Tally(answers, lanes.stream().mapToLong(Lane::failed).sum(), System.nanoTime() - start, times);
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
