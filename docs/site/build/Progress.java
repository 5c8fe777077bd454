package docs.site.build;

/**
 * One line on standard error that says how far the build is, when it takes longer than two seconds on a terminal.
 * Elsewhere it says nothing.
 */
public final class Progress implements AutoCloseable {

    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final boolean visible;
    private final long start = System.nanoTime();
    private boolean shown;

    private Progress(boolean visible) {
        this.visible = visible;
    }

    public static Progress onTerminal() {
        return new Progress(Terminal.present());
    }

    static Progress silent() {
        return new Progress(false);
    }

    public void at(int done, int all, String page) {
        at("page %d of %d: %s".formatted(done, all, page));
    }

    public void at(String place) {
        if (visible && System.nanoTime() - start > PATIENCE_NANOS) {
            shown = true;
            System.err.print("\r\033[K" + place);
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (shown) {
            System.err.print("\r\033[K");
        }
    }
}
