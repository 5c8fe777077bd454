package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Limits;
import grader.machine.os.LinuxProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that sleeps is not idle while it waits for WireMock or a watched database, which work for it. A server that
 * never sleeps is done with a connection that it has closed.
 */
class AwaitIdleTest {

    private static final long WORK = Duration.ofMillis(50).toNanos();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"qtp1234567890-21", "watched process"})
    void waitsForTheServicesOfThisProgram(String thread) throws IOException, InterruptedException {
        assumeTrue(LinuxProcess.tells(), "threads can be looked at only on Linux");
        AtomicBoolean works = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        try {
            Thread.ofPlatform().daemon().name(thread).start(() -> {
                begun.countDown();
                while (THREADS.getCurrentThreadCpuTime() < WORK) {
                    Thread.onSpinWait();
                }
                works.set(false);
            });
            begun.await();
            assertTrue(LinuxProcess.awaitIdle(sleeping.toHandle()));
            assertFalse(works.get(), "it was idle while " + thread + " worked");
        } finally {
            sleeping.destroyForcibly();
        }
    }

    @Test
    void tellsThatAProcessDoesNotRest() {
        assumeTrue(LinuxProcess.tells(), "threads can be looked at only on Linux");
        assertFalse(LinuxProcess.awaitIdle(ProcessHandle.current()), "it looks at itself, and so it runs");
    }

    @Test
    void isDoneWithAConnectionOnceItIsClosed() throws IOException {
        assumeTrue(LinuxProcess.tells(), "sockets can be looked at only on Linux");
        ProcessHandle busy = ProcessHandle.current();       // it looks at itself, so it is never idle
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            Socket server = listener.accept();
            InetSocketAddress at = (InetSocketAddress) server.getLocalSocketAddress();
            InetSocketAddress from = (InetSocketAddress) client.getLocalSocketAddress();
            server.shutdownOutput();
            assertFalse(LinuxProcess.awaitDone(busy, at, from, Duration.ofMillis(50)));
            server.close();
            assertTrue(LinuxProcess.awaitDone(busy, at, from, Limits.PATIENCE));
        }
    }
}
