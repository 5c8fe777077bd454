package grader.proofs.reference.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A unit file of systemd, for the settings of one section. */
public record SystemdUnit(Map<String, List<String>> settings) {

    /** @param section such as `Service` */
    public static SystemdUnit of(String text, String section) {
        Map<String, List<String>> settings = new TreeMap<>();
        String current = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                current = line;
            } else if (current.equals("[" + section + "]") && !line.isEmpty() && !line.startsWith("#")) {
                String[] parts = line.split("=", 2);
                settings.computeIfAbsent(parts[0], first -> new ArrayList<>()).add(parts[1]);
            }
        }
        return new SystemdUnit(settings);
    }

    /**
     * What systemd says about a unit. It leaves out most of what it does not understand, with exit code 0: so each line
     * counts. The program need not be here.
     *
     * @param file where the unit is written
     */
    public static String complaints(String unit, Path file) throws IOException, InterruptedException {
        Files.writeString(file, unit.replaceAll("(?m)^(ExecStart=)\\S+", "$1/bin/true"));
        Process process =
                new ProcessBuilder("systemd-analyze", "verify", file.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        String name = file.getFileName().toString();
        String ours = said.lines().filter(line -> line.contains(name)).collect(Collectors.joining("\n"));
        return code == 0 || !ours.isEmpty() ? ours : said + "exit code " + code;
    }

    /** The value of a setting that is there once. */
    public String value(String name) {
        List<String> values = settings.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times, not once: " + values);
        }
        return values.getFirst();
    }

    /** The variables that it gives to the program, except those of its files. */
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (String variable : settings.getOrDefault("Environment", List.of())) {
            String[] parts = variable.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }
}
