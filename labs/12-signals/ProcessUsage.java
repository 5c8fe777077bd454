// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the process uses of the machine. The names are those that Prometheus' own clients use. */
final class ProcessUsage {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Pattern LIMIT = Pattern.compile("Max open files\\s+(\\d+)\\s.*");

    private ProcessUsage() {}

    static void expose(MetricsWriter out) {
        Runtime runtime = Runtime.getRuntime();
        out.bytes("jvm_heap_used_bytes", runtime.totalMemory() - runtime.freeMemory(),
                "The heap that is in use, garbage included.");
        out.bytes("jvm_heap_limit_bytes", runtime.maxMemory(), "The heap at most.");
        openDescriptors().ifPresent(open -> out.gauge("process_open_fds", open, "Descriptors that are open."));
        maxDescriptors().ifPresent(most -> out.gauge("process_max_fds", most, "Descriptors at most."));
        out.family("process_cpu_seconds", "counter", "seconds", "The time that processors have worked for it.");
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(time -> out.seconds("process_cpu_seconds_total", time.toNanos()));
    }

    /** Returns how many descriptors this process has open, as Linux reports it. On other systems, nothing is known. */
    private static OptionalLong openDescriptors() {
        try (var open = Files.list(DESCRIPTORS)) {
            return OptionalLong.of(open.count() - 1);      // One is for this look itself.
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    /** Returns how many descriptors this process may have, as Linux reports it; on other systems, nothing is known. */
    static OptionalLong maxDescriptors() {
        try (var lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.map(LIMIT::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
