// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The other side of {@link ProcessPerConnection}: does what a {@link Protocol} wants on standard input and output.
 *
 * <p>A stream has no timeout. So one thread reads, and passes on what it has read; another watches the clock.
 */
final class StdioConnection {

    /** The exit code of a child whose response must not look complete. */
    private static final int FAILED = 1;
    private static final int BUFFER = 8 * 1024;
    private static final int PERIOD_MILLIS = 50;
    private static final byte[] END = {};

    private final Protocol protocol;
    private final Clock clock;
    private final InputStream in;
    private final OutputStream out;
    private final BlockingQueue<byte[]> input = new ArrayBlockingQueue<>(1);
    private final TimedCall work = new TimedCall();
    private volatile long writeUntil = Protocol.NEVER;

    StdioConnection(Protocol protocol, Clock clock, InputStream in, OutputStream out) {
        this.protocol = protocol;
        this.clock = clock;
        this.in = in;
        this.out = out;
    }

    /** Serves the client, then ends this process. */
    void run() {
        Thread.ofPlatform().daemon().name("reader").start(this::readAll);
        Thread.ofPlatform().daemon().name("clock").start(this::watch);
        boolean complete = false;
        try {
            complete = loop();
        } catch (IOException gone) {
            // The client left first.
        } catch (InterruptedException | RuntimeException | Error fault) {
            Faults.report(fault);
        } finally {
            protocol.closed();
        }
        Runtime.getRuntime().halt(complete ? 0 : FAILED);
    }

    /** Returns whether the client has got everything. */
    private boolean loop() throws IOException, InterruptedException {
        while (true) {
            switch (protocol.wants()) {
                case WORK -> work.run(protocol.deadline(), protocol::work);
                case WRITE -> write();
                case READ -> read();
                case LINGER, CLOSE -> {
                    return true;        // The parent waits for the client.
                }
                case RESET -> {
                    return false;
                }
            }
        }
    }

    private void read() throws InterruptedException {
        byte[] bytes = input.poll(Math.max(0, protocol.deadline() - clock.now()), TimeUnit.MILLISECONDS);
        if (bytes == null) {
            protocol.onDeadline();
        } else if (bytes == END) {
            protocol.endOfInput();
        } else {
            protocol.receive(ByteBuffer.wrap(bytes));
        }
    }

    private void write() throws IOException {
        ByteBuffer output = protocol.output();
        writeUntil = protocol.deadline();
        out.write(output.array(), output.arrayOffset() + output.position(), output.remaining());
        out.flush();
        writeUntil = Protocol.NEVER;
        output.position(output.limit());
        protocol.sent();
    }

    private void readAll() {
        try {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                input.put(Arrays.copyOf(buffer, count));
            }
            input.put(END);
        } catch (InterruptedException stop) {
            // The process ends.
        } catch (IOException | RuntimeException | Error fault) {
            fail(fault);
        }
    }

    /** Interrupts work that is late, and ends the process when a write is: nothing else ends it. */
    private void watch() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                long now = clock.now();
                work.interruptIfLate(now);
                if (now >= writeUntil) {
                    Runtime.getRuntime().halt(FAILED);
                }
            }
        } catch (InterruptedException stop) {
            // The process ends.
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
    }

    /** Ends this process: without one of its threads, the client would wait for ever. */
    private static void fail(Throwable fault) {
        Faults.report(fault);
        Runtime.getRuntime().halt(FAILED);
    }
}
