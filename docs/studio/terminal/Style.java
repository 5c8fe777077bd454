package docs.studio.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the user's terminal can show.
 *
 * @param colour ANSI colours: on a terminal, without NO_COLOR, not in CI, not where TERM is dumb; so does `grade`
 * @param unicode characters beyond ASCII: where standard output is UTF-8 (Java writes `?` for them elsewhere)
 */
public record Style(boolean colour, boolean unicode) {

    public static final Style PLAIN = new Style(false, true);

    public static Style ofStandardOutput() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Style(terminal && isColourful(System.getenv()), System.out.charset().equals(StandardCharsets.UTF_8));
    }

    /** What the environment says of colours. */
    public static boolean isColourful(Map<String, String> environment) {
        return !environment.containsKey("NO_COLOR") && !environment.containsKey("CI")
                && !"dumb".equals(environment.get("TERM"));
    }
}
