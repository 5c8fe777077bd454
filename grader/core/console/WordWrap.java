package grader.core.console;

import java.util.ArrayList;
import java.util.List;

/** Sentences for the console. */
public final class WordWrap {

    private static final int WIDTH = 100;

    private WordWrap() {}

    /** The text in lines of at most 100 columns, each after the indent. */
    public static List<String> wrapped(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
