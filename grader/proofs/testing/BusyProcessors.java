package grader.proofs.testing;

import grader.machine.os.LinuxProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Other programs that want the processors, until this is closed, or this program ends. This program is not their
 * parent. Linux shares the processors among sessions first (sched(7), autogroup), so each has its own.
 */
public final class BusyProcessors implements AutoCloseable {

    private static final String LOOP = (LinuxProcess.tells() ? "setsid " : "")
            + "sh -c 'while kill -0 %s; do :; done' >/dev/null 2>&1 & echo $!";

    private final List<ProcessHandle> loops = new ArrayList<>();

    /** @param each how many of them there are for each processor */
    public BusyProcessors(int each) throws IOException {
        String loop = LOOP.formatted(ProcessHandle.current().pid());
        for (int i = 0; i < each * Runtime.getRuntime().availableProcessors(); i++) {
            try (BufferedReader pid = new ProcessBuilder("sh", "-c", loop).start().inputReader()) {
                ProcessHandle.of(Long.parseLong(pid.readLine())).ifPresent(loops::add);
            }
        }
    }

    @Override
    public void close() {
        loops.forEach(ProcessHandle::destroyForcibly);
    }
}
