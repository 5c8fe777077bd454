package grader.run;

import grader.wire.Rest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Loads REST-assured (a second of class loading) while the servers start, with one request to a throw-away server. */
final class Warmup {

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Warmup() {}

    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread warmup = Thread.ofPlatform().daemon().name("warm-up").start(Warmup::run);
            if (writesArchive()) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> join(warmup)));
            }
        }
    }

    /** The command line is longer than ProcessHandle can tell. Where it cannot be read, better wait in vain. */
    private static boolean writesArchive() {
        try {
            return Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.ISO_8859_1).contains("-XX:ArchiveClassesAtExit");
        } catch (IOException notLinux) {
            return true;
        }
    }

    /** The first run of a new grader ends with writing its class archive; a thread that loads classes meanwhile crashes the JVM. */
    private static void join(Thread warmup) {
        try {
            warmup.join(Duration.ofSeconds(10));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run() {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> answer(listener));
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
            new Rest(address).request().get("/").then().statusCode(200).header("Content-Length", "3");
        } catch (IOException | RuntimeException | AssertionError onlyAWarmup) {
            // the first check pays then
        }
    }

    private static void answer(ServerSocket listener) {
        try (Socket client = listener.accept()) {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nok\n"
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException onlyAWarmup) {
            // as above
        }
    }
}
