package grader.machine.os.limits;

import grader.machine.os.LinuxProcess;
import grader.machine.os.ResidentMemory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How much a server may use, with all processes that it has started: several times what any check makes it use. */
final class MostUsage {

    static final long DISK = 512L << 20;
    private static final int PROCESSES = 100;
    private static final int THREADS = 2_000;
    private static final long MEMORY_MIB = 1024;
    private static final long OUTPUT_MILLIONS = 16;

    private MostUsage() {}

    /**
     * What is used too much, such as `it used 1,210 MiB of memory, and the limit is 1,024 MiB`. The number of processes
     * is looked at first: it takes long to look at many of them.
     *
     * @param server its process, and those that it has started
     * @param orphans how many processes have left it
     * @param output so far, in characters
     * @param disk in bytes: what is in the folder of its grading
     */
    static Optional<String> exceeded(List<ProcessHandle> server, int orphans, long output, long disk) {
        return exceeded(() -> server.size() + orphans, PROCESSES,
                "it had %,d processes, and the limit is %,d")
                .or(() -> exceeded(() -> LinuxProcess.threads(server).orElse(0), THREADS,
                        "it had %,d threads, and the limit is %,d"))
                .or(() -> exceeded(() -> output / 1_000_000, OUTPUT_MILLIONS,
                        "it had written %,d million characters, and the limit is %,d million"))
                .or(() -> exceeded(() -> disk >> 20, DISK >> 20,
                        "it had written files of %,d MiB, and the limit is %,d MiB"))
                .or(() -> exceeded(() -> ResidentMemory.of(server).orElse(0) >> 20, MEMORY_MIB,
                        "it used %,d MiB of memory, and the limit is %,d MiB"));
    }

    private static Optional<String> exceeded(LongSupplier measured, long most, String words) {
        long used = measured.getAsLong();
        return used <= most ? Optional.empty() : Optional.of(String.format(Locale.ROOT, words, used, most));
    }
}
