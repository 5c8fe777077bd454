package docs.studio.terminal;

import java.nio.charset.StandardCharsets;

/**
 * What the user's terminal can show.
 *
 * @param colour  ANSI colours: on a terminal, unless NO_COLOR is set
 * @param unicode characters beyond ASCII: where standard output is UTF-8 (Java writes `?` for them elsewhere)
 */
public record Style(boolean colour, boolean unicode) {

    public static final Style PLAIN = new Style(false, true);

    public static Style ofStandardOutput() {
        String noColor = System.getenv("NO_COLOR");
        boolean wanted = (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Style(wanted && terminal, System.out.charset().equals(StandardCharsets.UTF_8));
    }
}
