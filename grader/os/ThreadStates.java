package grader.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The states of threads, as Linux tells them (proc(5)): S sleeps, R runs or waits for a processor, T is stopped. */
final class ThreadStates {

    /**
     * How the names of this program's threads begin that a sleeping server may wait for: those of WireMock, and of
     * watched databases.
     */
    private static final List<String> SERVICES = List.of("(qtp", "(watched");

    private ThreadStates() {}

    /** Whether all threads of a process are in this state, or the process has ended. */
    static boolean are(long pid, String state) {
        try (var threads = Files.newDirectoryStream(tasks(pid))) {
            for (Path thread : threads) {
                if (!isIn(state, stat(thread))) {
                    return false;
                }
            }
            return true;
        } catch (IOException ended) {       // a thread, or the process: then there is nothing to wait for
            return !LinuxProcess.tells() || !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /** Whether a process was stopped by a signal; false if it has ended. */
    static boolean isStopped(long pid) {
        try {
            return isIn("T", stat(Path.of("/proc", String.valueOf(pid))));
        } catch (IOException ended) {
            return false;
        }
    }

    /** Whether this program's own services, which a server under test may wait for, have nothing to do. */
    static boolean servicesSleep() {
        try (var threads = Files.newDirectoryStream(tasks(ProcessHandle.current().pid()))) {
            for (Path thread : threads) {
                if (isServiceAwake(thread)) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static boolean isServiceAwake(Path thread) {
        try {
            String stat = stat(thread);
            return SERVICES.stream().anyMatch(stat::contains) && !isIn("S", stat);
        } catch (IOException ended) {
            return false;
        }
    }

    private static Path tasks(long pid) {
        return Path.of("/proc", String.valueOf(pid), "task");
    }

    private static String stat(Path thread) throws IOException {
        return Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
    }

    /** The state is the field after the name in parentheses. */
    private static boolean isIn(String state, String stat) {
        return stat.startsWith(state, stat.lastIndexOf(')') + 2);
    }
}
