package grader.checks.lab11;

import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What `--print-config` has printed. */
final class Printed {

    private static final Pattern LINE = Pattern.compile("([a-z-]+) = (.*) \\((.*)\\)");

    private final Rig rig;
    private final List<String> lines;
    private final Map<String, List<String>> byName = new LinkedHashMap<>();

    private Printed(Rig rig, List<String> lines) {
        this.rig = rig;
        this.lines = lines;
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                byName.computeIfAbsent(parts.group(1), first -> new ArrayList<>())
                        .add(parts.group(2) + " (" + parts.group(3) + ")");
            }
        }
    }

    /** Starts a server with these flags and `--print-config`. It has to end with exit code 0. */
    static Printed by(Rig rig, String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add("--print-config");
        ExitedProcess ended = rig.runToEnd(all.toArray(String[]::new));
        if (ended.exitCode() != 0) {
            ended.err().forEach(line -> rig.tell("standard error: " + line));
            throw rig.failure("expected --print-config to end with exit code 0, but "
                    + (ended.exitCode() < 0 ? "it still runs" : "it was " + ended.exitCode()));
        }
        return new Printed(rig, ended.out());
    }

    List<String> lines() {
        return lines;
    }

    /** Expects one line for this setting. */
    void expect(String name, Object value, String source) {
        expectAll(name, List.of(value + " (" + source + ")"));
    }

    /** @param expected for each line of this setting, what follows the first `=` and a blank */
    void expectAll(String name, List<String> expected) {
        List<String> actual = byName.getOrDefault(name, List.of());
        if (!actual.equals(expected)) {
            rig.tell("it printed: "
                    + String.join(", ", lines.stream().filter(line -> line.startsWith(name)).toList()));
            throw rig.failure("expected " + name + " to be " + String.join(", ", expected) + ", but "
                    + (actual.isEmpty() ? "no line 'NAME = VALUE (SOURCE)' has it"
                            : "it is "
                                    + String.join(", ", actual)));
        }
    }
}
