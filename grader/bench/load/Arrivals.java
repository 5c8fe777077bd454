package grader.bench.load;

import grader.core.console.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Clients that come at a rate of their own, whatever the server does: an open loop, as from the Internet. Each has one
 * request and a connection of its own, and gives up when it has waited for too long. All of them are in one selector
 * loop, on one thread.
 */
public final class Arrivals {

    private static final int READ = 64 * 1024;
    private static final int SPARE = 500;       // descriptors, for everything else
    private static final int MOST = 16_000;     // connections at the same time: Linux has 28,000 ports for them

    private final InetSocketAddress server;
    private final byte[] request;
    private final long patience;
    private final int most = (int) Math.min(MOST, Descriptors.most() - SPARE);
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ);
    private final Queue<SingleRequest> open = new ArrayDeque<>();       // in the order in which they give up

    /** @param patience how many nanoseconds a client waits for its response */
    public Arrivals(InetSocketAddress server, Scenario scenario, long patience) {
        this.server = server;
        this.request = scenario.bytes();
        this.patience = patience;
    }

    /**
     * Lets them come, spread evenly over the time. Returns when each of them has a response or has given up.
     *
     * @param rate how many per second
     * @param ramp how many nanoseconds they come before they count: a queue takes a while to fill
     * @param nanos how long those come that count
     */
    public Goodput at(double rate, long ramp, long nanos) {
        Goodput goodput = new Goodput(patience, nanos);
        Goodput before = new Goodput(patience, ramp);
        try (Selector selector = Selector.open()) {
            long start = System.nanoTime();
            Schedule schedule = new Schedule(start, start + ramp + nanos, rate, 1);
            long now = start;
            while (now - start < ramp + nanos || schedule.owes(now) || isWaiting()) {
                while (schedule.isDue(0, now)) {
                    long due = schedule.take(0);
                    arrive(selector, due, due - start < ramp ? before : goodput);
                }
                turn(selector);
                now = System.nanoTime();
                giveUp(now);
            }
            return goodput;
        } catch (IOException error) {
            throw UserError.of(error, "waiting for responses");
        } finally {
            open.forEach(SingleRequest::giveUp);
            open.clear();
        }
    }

    private boolean isWaiting() {
        return open.stream().anyMatch(request -> !request.isCounted());
    }

    private void arrive(Selector selector, long due, Goodput goodput) {
        long lag = System.nanoTime() - due;
        goodput.sentAfter(lag);
        if (open.size() >= most || lag > patience) {
            goodput.notSent();
            return;
        }
        try {
            open.add(new SingleRequest(server, request, selector, due, goodput));
        } catch (IOException noRoom) {
            goodput.notSent();
        }
    }

    /** Waits for a millisecond at most: the times that matter here are far longer. */
    private void turn(Selector selector) throws IOException {
        selector.select(1);
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid()) {
                ((SingleRequest) key.attachment()).ready(key, in);
            }
        }
        selector.selectedKeys().clear();
    }

    private void giveUp(long now) {
        for (SingleRequest first = open.peek(); first != null
                && (!first.isOpen() || now - first.due() > patience); first = open.peek()) {
            first.giveUp();
            open.remove();
        }
    }
}
