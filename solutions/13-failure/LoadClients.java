import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send requests at a given rate, whether the responses come or not. Each request has a new connection.
 */
final class LoadClients {

    private static final int PATIENCE_MILLIS = 1_000;
    private static final byte[] REQUEST =
            "GET /json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final InetSocketAddress server;
    private final int rate;
    private final int repeats;
    private final long begun = System.nanoTime();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param server an address of this machine
     * @param rate new requests per second
     * @param repeats how often a client repeats a request that has failed, at once
     */
    LoadClients(InetSocketAddress server, int rate, int repeats) {
        this.server = server;
        this.rate = rate;
        this.repeats = repeats;
    }

    /** Starts so many clients. If all of them wait, the rate is lower. */
    void start(int count) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().daemon().name("client-" + i).start(this::run));
        }
    }

    private void run() {
        try {
            while (!closed) {
                long at = begun + due.getAndIncrement() * 1_000_000_000L / rate;
                TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
                boolean done = false;
                for (int i = 0; i <= repeats && !closed && !done; i++) {
                    done = isServed();
                    sent.incrementAndGet();
                }
                served.addAndGet(done ? 1 : 0);
            }
        } catch (InterruptedException stop) {
            // They are no longer needed.
        }
    }

    /** Sends a request, and returns whether a 200 comes in time. */
    private boolean isServed() {
        try (Socket socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            String head = new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return head.endsWith(" 200");
        } catch (IOException failure) {
            return false;
        }
    }

    /** Ends the clients, and waits for them. */
    void stop() throws InterruptedException {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(2 * PATIENCE_MILLIS);
        }
    }

    /** Returns what has become of the requests, for people. */
    String summary() {
        return served + " of " + sent + " requests were served";
    }
}
