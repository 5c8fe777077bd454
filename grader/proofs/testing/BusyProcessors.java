package grader.proofs.testing;

import grader.machine.os.LinuxProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that want the processors, until this is closed. Linux shares them among sessions first (sched(7),
 * autogroup), so each has its own.
 */
public final class BusyProcessors implements AutoCloseable {

    private static final List<String> SESSION = LinuxProcess.tells() ? List.of("setsid") : List.of();

    private final List<Process> loops = new ArrayList<>();

    /** @param each how many of them there are for each processor */
    public BusyProcessors(int each) throws IOException {
        for (int i = 0; i < each * Runtime.getRuntime().availableProcessors(); i++) {
            loops.add(new ProcessBuilder(
                    Stream.concat(SESSION.stream(), Stream.of("sh", "-c", "while :; do :; done")).toList())
                    .start());
        }
    }

    @Override
    public void close() {
        loops.forEach(Process::destroyForcibly);
    }
}
