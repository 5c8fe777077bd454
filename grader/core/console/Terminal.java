package grader.core.console;

import java.util.Map;

/** What this program may do to the terminal that it writes to, if it writes to one. */
public final class Terminal {

    private Terminal() {}

    /** Whether a line may be written over. In a file, and in the log that CI keeps, all of them would stay. */
    public static boolean isLive() {
        return isThere() && isLive(System.getenv());
    }

    /** Whether text may have colors. */
    public static boolean isColorful() {
        return isThere() && isColorful(System.getenv());
    }

    private static boolean isThere() {
        return System.console() != null && System.console().isTerminal();
    }

    private static boolean isLive(Map<String, String> environment) {
        return !environment.containsKey("CI") && !"dumb".equals(environment.get("TERM"));
    }

    /** What the environment says about colors. An empty NO_COLOR forbids nothing (no-color.org). */
    public static boolean isColorful(Map<String, String> environment) {
        return isLive(environment) && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
