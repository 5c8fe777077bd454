package grader.bench.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A load over TLS 1.3, a thread for each of its connections: the JDK's client takes more time for a handshake than most
 * servers, so it shows what these cost, and not how many they could do.
 */
public final class TlsLoad implements Clients {

    private static final int DIGITS = 3;
    private static final long LOOK = 100;       // milliseconds
    private static final int GIVES_UP = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<TlsClient> clients;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong cpu = new AtomicLong();
    private volatile boolean over;

    public TlsLoad(InetSocketAddress server, Scenario scenario) {
        clients = IntStream.range(0, scenario.connections)
                .mapToObj(number -> new TlsClient(server, scenario))
                .toList();
    }

    @Override
    public Tally closed(long most, BooleanSupplier enough) {
        over = false;
        long before = answers.get();
        long cpuBefore = cpu.get();
        long start = System.nanoTime();
        List<Thread> threads =
                clients.stream().map(client -> Thread.ofPlatform().daemon().start(() -> work(client))).toList();
        try {
            while (System.nanoTime() - start < most && !enough.getAsBoolean() && failed.get() < GIVES_UP) {
                threads.getFirst().join(LOOK);
            }
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stop) {
            over = true;
            Thread.currentThread().interrupt();
        }
        long nanos = System.nanoTime() - start;
        return new Tally(answers.get() - before, failed.get(), 0, nanos,
                Math.min(1, (double) (cpu.get() - cpuBefore) / nanos), new Histogram(DIGITS));
    }

    private void work(TlsClient client) {
        while (!over && failed.get() < GIVES_UP) {
            if (client.succeeds()) {
                answers.incrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        }
        cpu.addAndGet(THREADS.getCurrentThreadCpuTime());
    }

    @Override
    public void close() {
        clients.forEach(TlsClient::close);
    }
}
