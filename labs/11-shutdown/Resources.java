import java.util.ArrayDeque;
import java.util.Deque;

/** What a server has opened. It is closed in reverse: what was opened later may need what was opened before. */
final class Resources implements AutoCloseable {

    private record Resource(String name, AutoCloseable opened) {}

    private final Deque<Resource> stack = new ArrayDeque<>();
    private final Runnable beforeClose;

    /** @param beforeClose what runs before the first one is closed */
    Resources(Runnable beforeClose) {
        this.beforeClose = beforeClose;
    }

    /**
     * Adds what was just opened, and returns it.
     *
     * @param name for messages
     */
    <T extends AutoCloseable> T push(String name, T opened) {
        stack.push(new Resource(name, opened));
        return opened;
    }

    /**
     * Runs `beforeClose`, then closes everything, the latest first. If a resource cannot be closed, prints its name and
     * the exception to standard error, and still closes the others.
     */
    // task release
    @Override
    public void close() {
        Todo.report("release");
        beforeClose.run();
        return;
    }
}
