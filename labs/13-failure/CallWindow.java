import java.util.BitSet;

/** The last calls of a breaker, and how many of them failed. Not thread-safe. */
final class CallWindow {

    private final int size;
    private final BitSet failures = new BitSet();
    private int next;           // where the next call goes
    private int calls;
    private int failed;

    /** @param size how many calls it remembers */
    CallWindow(int size) {
        this.size = size;
    }

    /** Adds a call in place of the oldest, if the window is full. */
    // task breaker
    void add(boolean failure) {
        Todo.report("breaker");
    }

    /** Forgets all calls. */
    // task breaker
    void clear() {
        Todo.report("breaker");
    }

    int calls() {
        return calls;
    }

    int failed() {
        return failed;
    }
}
