package grader.machine.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The threads of a process that run, or wait for a processor: on a busy machine both are the same. */
public final class RunningThreads {

    private static final int LOOKS = 40;
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private RunningThreads() {}

    /**
     * Whether a thread of the process, or of its descendants, does not pause for almost half a second. Elsewhere than
     * on Linux: whether they use a quarter of a processor.
     */
    public static boolean goOn(ProcessHandle process) {
        return LinuxProcess.tells() ? someInEachLook(process) : useMuch(process);
    }

    private static boolean someInEachLook(ProcessHandle process) {
        Set<String> all = now(process);
        for (int i = 1; i < LOOKS && !all.isEmpty(); i++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            all.retainAll(now(process));
        }
        return !all.isEmpty();
    }

    private static Set<String> now(ProcessHandle process) {
        return LinuxProcess.threadFolders(process)
                .filter(RunningThreads::runs)
                .map(Path::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The state is the field after the name in parentheses (proc(5)). */
    private static boolean runs(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("R", stat.lastIndexOf(')') + 2);
        } catch (IOException ended) {
            return false;
        }
    }

    private static boolean useMuch(ProcessHandle process) {
        Duration before = LinuxProcess.cpu(process).orElse(Duration.ZERO);
        LockSupport.parkNanos(BETWEEN.multipliedBy(LOOKS).toNanos());
        return LinuxProcess.cpu(process)
                .orElse(Duration.ZERO)
                .minus(before)
                .multipliedBy(4)
                .compareTo(
                        BETWEEN.multipliedBy(LOOKS))
                > 0;
    }
}
