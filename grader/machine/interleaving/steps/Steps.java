package grader.machine.interleaving.steps;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * The steps of the classes that `WovenJars` has changed: each calls {@link #next} before it happens. The grader tells
 * over a socket which of them is to wait.
 *
 * <p>A command is a line: the number, from 1, of the step before which the next thread to come here is held; `go`; or
 * `ask`, which changes nothing. An empty line goes back as soon as the command is in force, and the place, such as
 * `RateLimit.java:66`, when a thread is held.
 */
public final class Steps {

    /** The system property with the grader's port. */
    public static final String PORT = "interleaving.port";
    public static final String GO = "go";
    public static final String ASK = "ask";

    private static volatile Hold hold = new Hold(0, OutputStream.nullOutputStream());

    static {
        Thread.ofPlatform().daemon().name("interleaving").start(Steps::obey);
    }

    private Steps() {}

    /** A step follows: something that other threads may see, or change. */
    public static void next() {
        hold.step();
    }

    private static void obey() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT));
                BufferedReader commands = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (!command.equals(ASK)) {
                    hold.go.countDown();
                    hold = new Hold(command.equals(GO) ? 0 : Integer.parseInt(command), socket.getOutputStream());
                }
                hold.say("");
            }
        } catch (IOException ended) {
            // The grader needs no more.
        } finally {
            hold.go.countDown();
        }
    }

    /** Holds the first thread that comes, before one of its steps. */
    private static final class Hold {

        private final int before;       // from 1; 0: holds none
        private final OutputStream out;
        private final CountDownLatch go = new CountDownLatch(1);
        private Thread first;
        private int steps;

        Hold(int before, OutputStream out) {
            this.before = before;
            this.out = out;
        }

        void step() {
            if (before > 0 && isTheOne(Thread.currentThread())) {
                try {
                    say(place());
                    go.await();
                } catch (IOException ended) {
                    // It goes on.
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private synchronized boolean isTheOne(Thread thread) {
            if (first == null) {
                first = thread;
            }
            return first == thread && ++steps == before;
        }

        void say(String line) throws IOException {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        private static String place() {
            return StackWalker.getInstance()
                    .walk(frames -> frames
                            .filter(frame -> !frame.getClassName().startsWith(Steps.class.getName()))
                            .findFirst()
                            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                            .orElseThrow());
        }
    }
}
