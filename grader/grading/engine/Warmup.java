package grader.grading.engine;

import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.clients.rest.OrdinaryClient;
import grader.clients.rest.Rest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hamcrest.Matchers;

/**
 * Loads the classes of JUnit and of REST-assured, up to two seconds, on a thread of its own while the submission is
 * compiled; once, as later gradings in the same JVM find them loaded.
 */
final class Warmup {

    private static final AtomicBoolean JUNIT = new AtomicBoolean();
    private static final AtomicBoolean REST = new AtomicBoolean();

    private Warmup() {}

    /** What these checks need. */
    static void begin(List<CheckDefinition> checks) {
        Thread warmup = Thread.ofPlatform().daemon().name("warm-up").start(() -> load(checks));
        if (writesArchive()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> join(warmup)));
        }
    }

    private static void load(List<CheckDefinition> checks) {
        if (JUNIT.compareAndSet(false, true)) {
            Schedule.discover(checks);
        }
        if (checks.stream().map(one -> one.method().getDeclaringClass()).distinct().anyMatch(RestUse::isIn)
                && REST.compareAndSet(false, true)) {
            askOnce();
        }
    }

    /**
     * Whether the JVM ends with writing its class archive, as the first run of a new grader does; a thread that loads
     * classes meanwhile crashes it. The command line is longer than ProcessHandle can tell. Where it cannot be read,
     * better wait in vain.
     */
    private static boolean writesArchive() {
        try {
            return Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("-XX:ArchiveClassesAtExit");
        } catch (IOException notLinux) {
            return true;
        }
    }

    private static void join(Thread warmup) {
        try {
            warmup.join(Limits.PATIENCE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** One request through REST-assured, to a throw-away server. */
    private static void askOnce() {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(listener));
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            new Rest(address, OrdinaryClient.of(0), new Transcript(), Peer.client(), Limits.PATIENCE).request()
                    .get("/")
                    .then()
                    .statusCode(200)
                    .header("Content-Length", "8")
                    .body("ok", Matchers.equalTo(1));
        } catch (IOException | RuntimeException | AssertionError onlyAWarmup) {
            // the first check pays then
        }
    }

    private static void answer(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nContent-Type: text/plain\r\nConnection: "
                            + "close\r\n\r\n{\"ok\":1}").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException onlyAWarmup) {
            // as above
        }
    }
}
