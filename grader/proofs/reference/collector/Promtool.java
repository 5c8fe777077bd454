package grader.proofs.reference.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own validator of configurations, rules and metrics. */
public final class Promtool {

    private Promtool() {}

    /** Returns what it says against a configuration and the rules that it names; nothing if they are valid. */
    public static String configuration(Path file) throws IOException, InterruptedException {
        return complaints(Path.of("/dev/null"), "check", "config", file.toString());
    }

    /** Returns what it says against rules, its warnings included. */
    public static String rules(Path file) throws IOException, InterruptedException {
        return complaints(Path.of("/dev/null"), "check", "rules", "--lint=all", "--lint-fatal", file.toString());
    }

    /** Returns which tests of rules fail, and why. */
    public static String tests(Path file) throws IOException, InterruptedException {
        return complaints(Path.of("/dev/null"), "test", "rules", file.toString());
    }

    /**
     * Returns what it says against metrics in Prometheus' text format, its warnings about names included.
     *
     * @param file where they are written
     */
    public static String metrics(String text, Path file) throws IOException, InterruptedException {
        return complaints(Files.writeString(file, text), "check", "metrics");
    }

    private static String complaints(Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return code == 0 ? "" : said + "exit code " + code;
    }
}
