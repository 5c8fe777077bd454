package grader.machine.os;

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

    /** Whether all threads of a process are in this state, or the process has ended; true where nothing is known. */
    static boolean are(long pid, String state) {
        List<Path> threads = LinuxProcess.threadFolders(pid).toList();
        return threads.isEmpty()        // the process has ended: then there is nothing to wait for
                ? !LinuxProcess.tells() || !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
                : threads.stream().allMatch(thread -> isIn(state, stat(thread)));
    }

    /** Whether a process was stopped by a signal; false if it has ended. */
    static boolean isStopped(long pid) {
        return isIn("T", stat(Path.of("/proc", String.valueOf(pid))));
    }

    /** Whether this program's own services, which a server under test may wait for, have nothing to do. */
    static boolean servicesSleep() {
        return LinuxProcess.threadFolders(ProcessHandle.current().pid())
                .map(ThreadStates::stat)
                .filter(stat -> SERVICES.stream().anyMatch(stat::contains))
                .allMatch(stat -> isIn("S", stat));
    }

    private static String stat(Path thread) {
        return LinuxProcess.text(thread, "stat");
    }

    /** The state is the field after the name in parentheses; a thread that has ended is in none. */
    private static boolean isIn(String state, String stat) {
        return stat.startsWith(state, stat.lastIndexOf(')') + 2);
    }
}
