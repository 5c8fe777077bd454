// Given: nothing in this file is for you to write.
import java.util.concurrent.atomic.AtomicReference;

/**
 * The idle connections of a {@link ConnectionPool}: a stack, with the last that was used on top. A thread that meets
 * another one here tries again, and never waits for it.
 *
 * <p>Each connection that is added gets a new node. An old node is never on the stack again, so a thread that has
 * looked at the top cannot mistake a later state for the one it saw (the ABA problem).
 */
final class IdleConnections<T> {

    private record Node<T>(T connection, Node<T> below) {}

    private final AtomicReference<Node<T>> top = new AtomicReference<>();       // null: there are none

    void addFirst(T connection) {
        top.updateAndGet(first -> new Node<>(connection, first));
    }

    /** Takes the first one; null if there is none. */
    T pollFirst() {
        Node<T> taken = top.getAndUpdate(first -> first == null ? null : first.below());
        return taken == null ? null : taken.connection();
    }
}
