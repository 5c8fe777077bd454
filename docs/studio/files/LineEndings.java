package docs.studio.files;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line endings of a file after an edit in a browser, where all of them are `\n`. Each line keeps the ending that it
 * has on the disk, `\n`, `\r\n` or `\r`. A new line has the ending of the line before it.
 */
final class LineEndings {

    private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\r|\n|\\z)");
    /** A file with more changed lines is not compared line by line: that takes too long. */
    private static final int MOST_COMPARED = 5_000;

    private LineEndings() {}

    /** @param after the edited text, with any line endings. @param before what is on the disk */
    static String keep(String after, String before) {
        List<String> old = parts(before, 2);
        List<String> fresh = parts(after, 1);
        List<String> used = old.stream().filter(end -> !end.isEmpty()).distinct().toList();
        if (used.isEmpty()) {
            return after;
        }
        List<String> ends = used.size() < 2 ? List.of() : ends(parts(before, 1), old, fresh);
        StringBuilder text = new StringBuilder();
        String end = used.getFirst();
        for (int i = 0; i < fresh.size(); i++) {
            String own = i < ends.size() ? ends.get(i) : "";
            end = own.isEmpty() ? end : own;
            text.append(fresh.get(i)).append(i < fresh.size() - 1 ? end : "");
        }
        return text.toString();
    }

    /** The text (1) or the ending (2) of each line. After the last ending there is a line without one, often empty. */
    private static List<String> parts(String text, int part) {
        List<String> parts = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        do {
            line.find();
            parts.add(line.group(part));
        } while (!line.group(2).isEmpty());
        return parts;
    }

    /** The ending of each fresh line that corresponds to an old line; empty for the others. */
    private static List<String> ends(List<String> before, List<String> old, List<String> after) {
        int same = 0;
        int least = Math.min(before.size(), after.size());
        while (same < least && before.get(same).equals(after.get(same))) {
            same++;
        }
        int last = 0;
        while (last < least - same && before.get(before.size() - 1 - last).equals(after.get(after.size() - 1 - last))) {
            last++;
        }
        List<String> ends = new ArrayList<>(old.subList(0, same));
        ends.addAll(between(before.subList(same, before.size() - last), old.subList(same, old.size() - last),
                after.subList(same, after.size() - last)));
        ends.addAll(old.subList(old.size() - last, old.size()));
        return ends;
    }

    private static List<String> between(List<String> before, List<String> old, List<String> after) {
        List<String> ends = new ArrayList<>();
        if (before.size() <= MOST_COMPARED && after.size() <= MOST_COMPARED) {
            for (AbstractDelta<String> part : DiffUtils.diff(before, after, true).getDeltas()) {
                List<String> gone = old.subList(part.getSource().getPosition(),
                        part.getSource().getPosition() + part.getSource().size());
                int size = part.getTarget().size();
                ends.addAll(gone.subList(0, Math.min(size, part.getType() == DeltaType.DELETE ? 0 : gone.size())));
                while (ends.size() < part.getTarget().getPosition() + size) {
                    ends.add("");
                }
            }
        }
        while (ends.size() < after.size()) {
            ends.add("");
        }
        return ends;
    }
}
