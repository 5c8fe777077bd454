package grader.machine.os.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How many processes the kernel has ended because memory ran out. */
final class OomKills {

    private static final String NAME = "oom_kill ";

    private OomKills() {}

    /** Since the machine started; empty where the system does not tell (proc_vmstat(5)). */
    static OptionalLong count() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/vmstat"))) {
            return lines.filter(line -> line.startsWith(NAME))
                    .mapToLong(line -> Long.parseLong(line.substring(NAME.length()).strip()))
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
