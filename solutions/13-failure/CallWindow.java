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
    // task breaker, until then: return;
    void add(boolean failure) {
        if (calls == size) {
            failed -= failures.get(next) ? 1 : 0;
        } else {
            calls++;
        }
        failures.set(next, failure);
        failed += failure ? 1 : 0;
        next = (next + 1) % size;
    }

    /** Forgets all calls. */
    // task breaker, until then: return;
    void clear() {
        failures.clear();
        next = 0;
        calls = 0;
        failed = 0;
    }

    int calls() {
        return calls;
    }

    int failed() {
        return failed;
    }
}
