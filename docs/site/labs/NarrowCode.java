package docs.site.labs;

import docs.site.page.CodeBlocks;
import java.util.List;
import java.util.stream.Collectors;

/** Java whose lines fit on a page. A line that is too wide goes on below, from a space where a reader expects it. */
final class NarrowCode {

    private static final String GOES_ON = " ".repeat(8);
    private static final List<String> FIRST = List.of("throws ", "&& ", "|| ", "? ", ": ", "+ ");
    private static final String LAST = ",;=";

    private NarrowCode() {}

    static String of(String code) {
        boolean[] text = new boolean[1];        // in a text block, whose lines are its value
        return code.lines().map(line -> {
            boolean inside = text[0];
            text[0] ^= line.split("\"\"\"", -1).length % 2 == 0;
            return inside || text[0] ? line : broken(line);
        }).collect(Collectors.joining("\n"));
    }

    private static String broken(String line) {
        String margin = line.substring(0, line.length() - line.stripLeading().length());
        if (line.startsWith("*", margin.length()) || line.startsWith("/", margin.length())) {
            return line;
        }
        StringBuilder all = new StringBuilder();
        String left = line;
        for (int at = place(left); at > 0; at = place(left)) {
            all.append(left, 0, at).append('\n');
            left = margin + GOES_ON + left.substring(at + 1);
        }
        return all.append(left).toString();
    }

    /** The space to break a line at; 0 if it is narrow enough, or has none. */
    private static int place(String line) {
        int found = 0;
        boolean quoted = false;
        int from = line.length() - line.stripLeading().length() + 1;
        for (int i = from; line.length() > CodeBlocks.WIDEST && i <= CodeBlocks.WIDEST; i++) {
            quoted ^= line.charAt(i) == '"' && line.charAt(i - 1) != '\\';
            if (!quoted && line.startsWith("//", i)) {
                return found;
            }
            int here = i;
            boolean between = !quoted && line.charAt(i) == ' ' && !line.startsWith("//", i + 1)
                    && line.charAt(i + 1) != ' ';
            if (between && (LAST.indexOf(line.charAt(i - 1)) >= 0
                    || FIRST.stream().anyMatch(first -> line.startsWith(first, here + 1)))) {
                found = i;
                if (line.startsWith("throws ", i + 1)) {
                    return found;
                }
            }
        }
        return found;
    }
}
