package grader.engine;

import grader.http.Limits;
import grader.http.Peer;
import grader.http.Transcript;
import grader.rest.Rest;
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
 * Loads classes, on a thread of its own, while something else is waited for; once, as later gradings in the same JVM
 * find them loaded.
 */
final class Warmup {

    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static Thread junit;     // null: not begun

    private Warmup() {}

    /** JUnit and the checks, half a second, while the submission is compiled. To be joined before the grader ends. */
    static synchronized Thread junit(List<CheckDefinition> checks) {
        if (junit == null) {
            junit = Thread.ofPlatform().daemon().name("junit").start(() -> Schedule.discover(checks));
        }
        return junit;
    }

    /** REST-assured, a second, while the servers start: with one request to a throw-away server. */
    static void rest() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread warmup = Thread.ofPlatform().daemon().name("warm-up").start(Warmup::askOnce);
            if (writesArchive()) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> join(warmup)));
            }
        }
    }

    /** The command line is longer than ProcessHandle can tell. Where it cannot be read, better wait in vain. */
    private static boolean writesArchive() {
        try {
            return Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains("-XX:ArchiveClassesAtExit");
        } catch (IOException notLinux) {
            return true;
        }
    }

    /**
     * The first run of a new grader ends with writing its class archive; a thread that loads classes meanwhile crashes
     * the JVM.
     */
    static void join(Thread warmup) {
        try {
            warmup.join(Limits.PATIENCE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void askOnce() {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(listener));
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            new Rest(address, new Transcript(), Peer.client()).request()
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
