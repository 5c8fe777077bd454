package grader.grading.watch;

import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Key presses without Enter: has the terminal hand on each byte at once, unechoed, and sets it back whichever way this
 * ends.
 *
 * <p>By stty, which POSIX has: JLine's provider `exec` calls the same, and takes 0.2 s; its native one needs a flag of
 * the JVM.
 */
final class Stty implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 2;

    private final String before;      // empty: standard input is no terminal
    private final ShutdownHook signal;

    private Stty(String before) {
        this.before = before;
        this.signal = new ShutdownHook(this::restore);
    }

    static Stty singleKeys() {
        Stty terminal = new Stty(run("-g"));
        if (!terminal.before.isEmpty()) {
            run("-icanon", "-echo", "min", "1", "time", "0");
        }
        return terminal;
    }

    private void restore() {
        if (!before.isEmpty()) {
            run(before);
        }
    }

    @Override
    public void close() {
        restore();
        signal.close();
    }

    /** What it said; empty if it could not. */
    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process stty = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();      // in the background a terminal cannot be set
                return "";
            }
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return stty.exitValue() == 0 ? said : "";
        } catch (IOException missing) {
            return "";
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
