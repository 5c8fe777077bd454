package docs.site.build;

/** What the program may do to the terminal it runs in, if it runs in one. */
public final class Terminal {

    private Terminal() {}

    static boolean present() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Colours are for terminals, and for nobody who set NO_COLOR (no-color.org). */
    public static boolean colours() {
        String wish = System.getenv("NO_COLOR");
        return present() && (wish == null || wish.isEmpty());
    }
}
