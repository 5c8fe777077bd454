package grader.teaching.similarity;

import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.core.source.Compiler.Failure;
import grader.core.source.Syntax;
import grader.core.source.TaskMethods;
import grader.grading.batch.HandedIn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A submission, and what of it is compared: the files that differ from the starter's, without the lab's script, which
 * JPlag cannot parse as a compact source file. Lines end with a line feed.
 *
 * @param reason why it is not compared; empty if it is
 */
record Compared(String name, String label, Map<String, String> files, String reason) {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static Compared of(HandedIn one, Lab lab, Map<String, String> starter) {
        Map<String, String> own = new TreeMap<>(one.sources());
        own.keySet().remove(lab.script());
        own.replaceAll((file, text) -> lines(text));
        own.entrySet().removeIf(file -> file.getValue().equals(lines(starter.getOrDefault(file.getKey(), ""))));
        String reason = !one.problem().isEmpty() ? one.problem() : reason(own);
        return new Compared(one.name(), one.label(), own, reason);
    }

    Compared without(String why) {
        return new Compared(name, label, files, why);
    }

    boolean isIn() {
        return reason.isEmpty();
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static String reason(Map<String, String> own) {
        if (own.isEmpty()) {
            return "every file is as in the starter";
        }
        if (own.values().stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
            return "it has more than 1 MiB of Java";
        }
        return own.entrySet()
                .stream()
                .flatMap(file -> mistake(file.getKey(), file.getValue()).stream())
                .findFirst()
                .map(failure -> "it cannot be parsed: " + failure)
                .orElse("");
    }

    /** A source that javac cannot parse in time, or walk through, would end JPlag, too. */
    private static Optional<Failure> mistake(String name, String text) {
        return Compiler.within(LIMIT, () -> {
            Optional<String> error = Syntax.firstError(name, text);
            if (error.isEmpty()) {
                TaskMethods.in(Map.of(name, text));
                return Optional.empty();
            }
            String[] parts = error.get().split(": ", 2);
            return Optional.of(new Failure(name, Long.parseLong(parts[0]), parts[1]));
        });
    }
}
