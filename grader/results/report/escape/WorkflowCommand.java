package grader.results.report.escape;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line that the runner of a GitHub job takes as a command: `::error file=a.java,line=3::message`. No text in it can
 * end the line or begin another command.
 *
 * <p>Source: docs.github.com, "Workflow commands for GitHub Actions". What is escaped: `escapeData` and
 * `escapeProperty` of the npm package `@actions/core`.
 *
 * @param name such as `error`, `warning` or `notice`
 * @param properties in their order; one whose value is empty is left out
 */
public record WorkflowCommand(String name, Map<String, String> properties, String message) {

    /** The line, with a line feed. */
    @Override
    public String toString() {
        String all = properties.entrySet()
                .stream()
                .filter(property -> !property.getValue().isEmpty())
                .map(property -> property.getKey() + "=" + value(property.getValue()))
                .collect(Collectors.joining(","));
        return "::" + name + (all.isEmpty() ? "" : " " + all) + "::" + data(message) + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String value(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** Text that a program prints to the log of a job: it stays on its line, and no runner finds a command in it. */
    public static String inLog(String text) {
        return text.replaceAll("\\R|[\\t\\x0b\\f]", " ").strip().replaceAll("^::", ": :").replace("##[", "## [");
    }
}
