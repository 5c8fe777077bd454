package grader.proofs.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Programs that want the processors, until this is closed. */
public final class BusyProcessors implements AutoCloseable {

    private final List<Process> loops = new ArrayList<>();

    /** @param each how many of them there are for each processor */
    public BusyProcessors(int each) throws IOException {
        for (int i = 0; i < each * Runtime.getRuntime().availableProcessors(); i++) {
            loops.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
    }

    @Override
    public void close() {
        loops.forEach(Process::destroyForcibly);
    }
}
