// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * One line a request, written at once.
 *
 * @param out null if no log is wanted
 */
record AccessLog(PrintStream out) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** A log to `where`: `-` is standard output, `off` is none, anything else a file that is appended to. */
    static AccessLog to(String where) {
        try {
            return new AccessLog(switch (where) {
                case "-" -> System.out;
                case "off" -> null;
                default -> new PrintStream(new FileOutputStream(where, true), true, UTF_8);
            });
        } catch (IOException error) {
            throw new UsageException("--access-log " + where + ": cannot write to it (" + error.getMessage()
                    + "); give a file that can be written, - or off");
        }
    }

    boolean isOff() {
        return out == null;
    }

    /** Control characters become `?`, so that no client can forge a line of its own. */
    void write(String text) {
        if (out != null) {
            out.println(CONTROL.matcher(text).replaceAll("?"));
        }
    }
}
