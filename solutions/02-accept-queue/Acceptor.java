import java.io.IOException;
import java.net.Socket;

/**
 * Handles connections on the one thread that accepts. The loop of lab 01 takes them out of the kernel's queue.
 *
 * <p>It puts them into the {@link AcceptQueue}, or asks {@link OverloadHandler} what to do when that is full. It never
 * reads from a client or writes to one, because a slow client must not hold it up. Page: docs/pages/lab02.adoc.
 */
record Acceptor(AcceptQueue queue, OverloadHandler overloadHandler, ConnectionCounters counters)
        implements Listener.ConnectionHandler {

    private static final int PAUSE_MILLIS = 100;

    /**
     * Counts a connection as ACCEPTED and adds it to the queue. If there is no room, {@link OverloadHandler#handle}
     * decides what happens to it.
     */
    // task acceptor, until then: Thread.currentThread().join();
    @Override
    public void serve(Socket connection) throws InterruptedException {
        AcceptedSocket accepted = new AcceptedSocket(connection, System.nanoTime());
        counters.add(ConnectionCounters.Counter.ACCEPTED, 1);
        if (!queue.offer(accepted)) {
            overloadHandler.handle(accepted);
        }
    }

    /**
     * Handles a failed accept. The usual reason is that no descriptor is free. The client stays in the kernel's queue,
     * so the next accept fails immediately, too. Waits a moment so that the loop does not spin.
     */
    // task accept-errors
    @Override
    public void acceptFailed(IOException error) throws InterruptedException {
        System.err.println("cannot accept (" + error.getMessage() + "): next try in " + PAUSE_MILLIS + " ms");
        Thread.sleep(PAUSE_MILLIS);
    }
}
