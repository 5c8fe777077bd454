package grader.contributing.formatting;

import java.util.ArrayList;
import java.util.List;

/** Lines that a formatter cannot make shorter: strings, and lines inside text blocks, which may be of any length. */
final class LongLines {

    static final int COLUMNS = 120;

    private static final String QUOTES = "\"\"\"";

    private LongLines() {}

    /** The numbers, from 1, of the lines that are too long; directives of JBang and text blocks are left out. */
    static List<Integer> in(String source) {
        List<Integer> numbers = new ArrayList<>();
        boolean text = false;
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean toggles = line.split(QUOTES, -1).length % 2 == 0;
            if (!text && !toggles && line.length() > COLUMNS && !line.startsWith("//")) {
                numbers.add(i + 1);
            }
            text ^= toggles;
        }
        return numbers;
    }
}
