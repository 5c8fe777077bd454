package grader.machine.os;

/** What is to be done if the JVM ends before this is closed: on Ctrl+C, say. */
public final class ShutdownHook implements AutoCloseable {

    private final Thread hook;

    public ShutdownHook(Runnable last) {
        hook = new Thread(last);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the JVM ends, and the hook runs already
        }
    }
}
