package grader.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.LongConsumer;

/** One connection of a load, or one after another: writes a batch of requests, and waits for all their answers. */
final class Lane {

    private static final long PATIENCE = 10_000_000_000L;
    private static final int GIVES_UP = 100;

    private final InetSocketAddress server;
    private final Scenario scenario;
    private final Selector selector;
    private final ByteBuffer requests;

    private SocketChannel channel;
    private SelectionKey key;
    private AnswerReader reader;
    private int waiting;            // answers that are still to come
    private boolean answered;       // on this connection, at least once
    private boolean ending;         // all is answered, and the server has still to close
    private long begun;
    private long refused;
    private long failed;
    private long ended;

    Lane(InetSocketAddress server, Scenario scenario, Selector selector) {
        this.server = server;
        this.scenario = scenario;
        this.selector = selector;
        byte[] bytes = scenario.bytes();
        this.requests = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    /** Connects, and waits for that, but not for ever. */
    void connect() throws IOException {
        open();
        for (long start = System.nanoTime(); !channel.finishConnect(); Thread.onSpinWait()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new IOException("no connection within " + PATIENCE / 1_000_000_000 + " s");
            }
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void open() throws IOException {
        reader = new AnswerReader();
        answered = false;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean there = channel.connect(server);
        key = channel.register(selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    }

    /** Whether the next requests may be sent: the last are answered, and a connection that was to end has ended. */
    boolean isIdle() {
        return waiting == 0 && !ending;
    }

    /** How many answers are still to come. */
    int waiting() {
        return waiting;
    }

    /** When the requests should have been sent whose answers are still to come. */
    long begun() {
        return begun;
    }

    /**
     * Sends the next requests. It has to be idle: else there would be more of them under way than the scenario says.
     *
     * @param when they should have been sent: their answers' time runs from then
     */
    void send(long when) {
        begun = when;
        waiting = scenario.depth;
        ask();
    }

    private void ask() {
        try {
            if (channel == null || scenario.closes()) {
                close();
                open();
            }
            if (channel.isConnected()) {
                write();
            }
        } catch (IOException error) {
            again();
        }
    }

    private void write() throws IOException {
        requests.clear().position(requests.capacity() / scenario.depth * (scenario.depth - waiting));
        do {
            channel.write(requests);        // all before them are answered: there is room for these
        } while (requests.hasRemaining());
    }

    /**
     * Does what its key is ready for.
     *
     * @param times receives the duration of each response, in nanoseconds
     * @return how many responses were read to their end
     */
    int ready(ByteBuffer in, LongConsumer times) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                write();
                return 0;
            }
            in.clear();
            if (channel.read(in) < 0) {
                again();
                return 0;
            }
            return take(in.flip(), times);
        } catch (IOException error) {
            again();
            return 0;
        }
    }

    private int take(ByteBuffer in, LongConsumer times) {
        int count = reader.read(in);
        long time = System.nanoTime() - begun;
        for (int i = 0; i < count; i++) {
            times.accept(time);
        }
        answered |= count > 0;
        refused += reader.takeRefused();
        waiting = Math.max(0, waiting - count);
        ending = waiting == 0 && scenario.closes();
        return count;
    }

    /**
     * The connection has ended. Servers may do that between two requests, and some do after a hundred: then the open
     * requests are sent again. A connection that ends before its first response has failed.
     */
    private void again() {
        failed += answered || waiting == 0 ? 0 : 1;
        ended += scenario.closes() ? 0 : 1;
        ending = false;
        close();
        if (waiting > 0 && failed < GIVES_UP) {
            ask();
        }
    }

    /** Requests that were refused, or found no server. */
    long failed() {
        return failed + refused;
    }

    /** How often the server has ended a connection that was to be kept. */
    long ended() {
        return ended;
    }

    /** With a reset, which leaves no port in TIME_WAIT: there are not enough for all connections of a long run. */
    void close() {
        if (channel != null) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException gone) {
                // It is closed.
            }
            channel = null;
        }
    }
}
