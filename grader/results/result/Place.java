package grader.results.result;

import grader.core.course.Lab;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file and a line of the learner's repository, as CI systems show them next to the code.
 *
 * @param file relative to the root of that repository, wherever it was graded: `labs/01-sockets/Listener.java`
 */
public record Place(String file, int line) {

    private static final Pattern FILE_AND_LINE = Pattern.compile("^([^\\n]+?\\.java):(\\d{1,7})(?!\\d)");

    /** @param text begins with `FILE:LINE`; else it is the first line of the lab's script */
    public static Place of(Lab lab, String text) {
        Matcher found = FILE_AND_LINE.matcher(text);
        return found.find() ? new Place(inRepository(lab, found.group(1)), Integer.parseInt(found.group(2)))
                : new Place("labs/" + lab.folder() + "/" + lab.script(), 1);
    }

    /** A place as a result has it, `FILE:LINE` with a path of this machine, the same way; empty if it is. */
    public static String shown(Lab lab, String text) {
        return text.isEmpty() ? "" : of(lab, text).toString();
    }

    private static String inRepository(Lab lab, String path) {
        String file = path.replace('\\', '/');
        int labs = file.lastIndexOf("labs/");
        return labs >= 0 ? file.substring(labs)
                : "labs/" + lab.folder() + "/" + file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
