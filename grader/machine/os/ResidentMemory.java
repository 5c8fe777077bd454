package grader.machine.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a process, with those it has started, has in RAM, as Linux tells it. */
public final class ResidentMemory {

    private ResidentMemory() {}

    /**
     * In bytes; empty where the system does not tell, or the process has ended. What several of them share counts once.
     */
    public static OptionalLong of(ProcessHandle process) {
        return of(LinuxProcess.tree(process));
    }

    /** The same, of these processes. */
    public static OptionalLong of(List<ProcessHandle> all) {
        long sum = all.size() == 1 ? whole(all.getFirst()) : all.stream().mapToLong(ResidentMemory::part).sum();
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    /** With all pages that others have, too: a line of status is such as `VmRSS: 1234 kB` (proc(5)). */
    private static long whole(ProcessHandle process) {
        return told(process, "status", "VmRSS:");
    }

    /** The proportional set size: a quarter of a page that four processes share. Without permission, the full RSS. */
    private static long part(ProcessHandle process) {
        long part = told(process, "smaps_rollup", "Pss:");
        return part == 0 ? whole(process) : part;
    }

    private static long told(ProcessHandle process, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }
}
