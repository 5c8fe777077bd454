import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * An access log: one line per request, written immediately.
 *
 * @param out null if the log is off
 */
record AccessLog(PrintStream out) implements AutoCloseable {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Opens the log at `where`: `-` is standard output, `off` is no log, anything else is a file to append to. */
    static AccessLog to(String where) {
        return new AccessLog(switch (where) {
            case "-" -> System.out;
            case "off" -> null;
            default -> new PrintStream(open(where), true, UTF_8);
        });
    }

    /** Opens the file of a log, to append to it. */
    static FileOutputStream open(String file) {
        try {
            return new FileOutputStream(file, true);
        } catch (IOException error) {
            throw new UsageException("--access-log " + file + ": cannot write to it (" + error.getMessage()
                    + "); give a file that can be written, - or off");
        }
    }

    boolean isOff() {
        return out == null;
    }

    /** Writes one line. Control characters become `?`, so that no client can forge a line. */
    void write(String text) {
        if (out != null) {
            out.println(CONTROL.matcher(text).replaceAll("?"));
        }
    }

    /** Closes the file, if the log is one. */
    @Override
    public void close() {
        if (out != null && out != System.out) {
            out.close();
        }
    }
}
