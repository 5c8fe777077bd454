package grader.core.course;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A hint of a task, and its number, from 1. */
public record Hint(int number, int of, String text) {

    private static final String FENCE = "(?m)^```(?:\\R|\\z)";

    /** A paragraph of a hint; or code, which is whole methods. */
    public record Part(boolean isCode, String text) {}

    /** All hints of a task as its data file has them; each tells more than the one before it. */
    public static List<Hint> all(Task task) {
        return all(task.hints());
    }

    /** The same of other texts. */
    public static List<Hint> all(List<String> texts) {
        return IntStream.rangeClosed(1, texts.size())
                .mapToObj(number -> new Hint(number, texts.size(), texts.get(number - 1)))
                .toList();
    }

    /** Of all hints, the one after those that were shown. After the last one, all of them again. */
    public static List<Hint> after(int shown, List<Hint> all) {
        return shown < all.size() ? List.of(all.get(shown)) : all;
    }

    public boolean isLast() {
        return number == of;
    }

    /** What the hint consists of, in order. Code stands between two lines of three backticks, as in Markdown. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        boolean code = false;
        for (String part : text.split(FENCE)) {
            if (!part.isBlank()) {
                parts.add(new Part(code, code ? part.stripTrailing() : part.strip().replaceAll("\\s+", " ")));
            }
            code = !code;
        }
        return parts;
    }
}
