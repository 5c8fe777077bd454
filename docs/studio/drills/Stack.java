package docs.studio.drills;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a thread of the server is doing.
 *
 * @param frames methods such as `Router.handle`, the innermost first
 */
record Stack(String thread, String state, List<String> frames) {

    private static final Pattern THREAD = Pattern.compile("\"(.*?)\" .*");
    private static final Pattern STATE = Pattern.compile("\\s+java\\.lang\\.Thread\\.State: (\\w+).*");
    private static final Pattern FRAME = Pattern.compile("\\s+at ([^(]+)\\(.*");

    /** The threads in a dump. */
    static List<Stack> of(List<String> dump) {
        List<Stack> all = new ArrayList<>();
        for (String line : dump) {
            Matcher thread = THREAD.matcher(line);
            Matcher state = STATE.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (thread.matches()) {
                all.add(new Stack(thread.group(1), "", new ArrayList<>()));
            } else if (!all.isEmpty() && state.matches()) {
                Stack last = all.removeLast();
                all.add(new Stack(last.thread(), state.group(1), last.frames()));
            } else if (!all.isEmpty() && frame.matches()) {
                all.getLast().frames().add(frame.group(1).replaceFirst("^.*/", ""));
            }
        }
        return all;
    }

    /** Whether it is one of those that serve a connection each. */
    boolean serves() {
        return thread.startsWith("connection-");
    }

    /** The innermost method that is not the JDK's. */
    String own() {
        return frames.stream()
                .filter(frame -> frame.matches("[A-Z].*"))
                .findFirst()
                .orElse("");
    }

    /** How many methods are not the JDK's: few if it is idle. */
    int depth() {
        return (int) frames.stream().filter(frame -> frame.matches("[A-Z].*")).count();
    }

    /** All in one line: `BLOCKED Router.handle Tracing.handle`. */
    @Override
    public String toString() {
        return state + " " + String.join(" ", frames);
    }
}
