package grader.machine.os;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** This program again, in a network of its own: with the same arguments, streams and exit code. Linux only. */
public final class OwnNetwork {

    /** A grader that was asked to end needs a moment for its servers and folders. */
    private static final int SECONDS_TO_END = 20;

    private OwnNetwork() {}

    /** Runs it, and returns its exit code. */
    public static int runAgain() {
        try {
            Process again = new ProcessBuilder(Sandbox.ownNetwork(commandLine())).inheritIO().start();
            try (ShutdownHook _ = new ShutdownHook(() -> end(again))) {
                return again.waitFor();
            }
        } catch (IOException error) {
            throw UserError.of(error, "starting the grader in a network of its own");
        } catch (InterruptedException stop) {
            throw Commands.interrupted();
        }
    }

    /** Each argument ends with a NUL. ProcessHandle would leave all of them out if they are longer than a page. */
    private static List<String> commandLine() throws IOException {
        String all = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of(all.substring(0, all.length() - 1).split("\0", -1)));
        ProcessHandle.current().info().command().ifPresent(program -> command.set(0, program));
        return command;
    }

    /** Ctrl+C reaches both at once, SIGTERM only this one. */
    private static void end(Process again) {
        again.children().forEach(ProcessHandle::destroy);
        try {
            again.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
