import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * Ends serving without failing a request: waits until no one sends new clients, serves those that have connected, and
 * finishes what has begun. Times are in milliseconds; `end` is a time of {@link System#nanoTime}.
 *
 * @param delay how long the server goes on as before: the time that clients and load balancers have to notice
 * @param timeout how long the rest may take
 */
record Drain(Server server, int delay, int timeout) {

    /** How long a request may take from a client to this server. What comes later finds a closed connection. */
    private static final int MOMENT = 200;

    static Flags flags(Flags flags) {
        return flags
                .withNumber("drain-delay", 0, 0, Integer.MAX_VALUE,
                        "how long the server still takes new clients after a signal, in milliseconds")
                .withNumber("drain-timeout", 10_000, 0, Integer.MAX_VALUE,
                        "how long the rest may then take, in milliseconds");
    }

    static Drain of(Server server, Flags flags) {
        return new Drain(server, flags.number("drain-delay"), flags.number("drain-timeout"));
    }

    /**
     * Drains: the delay, and then all the rest within the timeout. Returns whether every request that had begun got its
     * response ({@link #awaitEnd}).
     */
    // task stop-accepting
    boolean run() throws IOException, InterruptedException {
        Todo.report("stop-accepting");
        server.stopAccepting();
        finish();
        return server.awaitNoneOpen(timeout);
    }

    /** Waits for the delay. Meanwhile clients are served as before. */
    // task stop-accepting
    private void awaitDelay() throws InterruptedException {
        Todo.report("stop-accepting");
    }

    /**
     * Stops accepting as soon as every client that has connected by now has been accepted, and at `end` at the latest.
     * Closing the port resets the connections that still wait in the kernel. Idle connections may have all workers;
     * they keep them for at most a {@link #MOMENT}.
     */
    // task stop-accepting
    private void stopAccepting(long end) throws IOException {
        Todo.report("stop-accepting");
        server.stopAccepting();
    }

    /**
     * Connects to this server ({@link Server#connectToItself}), until `end` at the latest. If the kernel's queue is
     * full for a {@link #MOMENT}, idle connections may have all workers: they end first ({@link Server#closeIdle}).
     */
    // task stop-accepting
    private Socket connectToItself(long end) throws IOException {
        throw new Todo("stop-accepting");
    }

    /** Waits until the server has closed the connection, for at most `millis`. Returns whether it has. */
    // task stop-accepting
    private static boolean isServed(Socket client, int millis) throws IOException {
        throw new Todo("stop-accepting");
    }

    /**
     * Closes the idle connections ({@link Server#closeIdle}), but only after a {@link #MOMENT}: the next request of a
     * client that has not seen `Connection: close` may be on its way.
     */
    // task finish
    private void finish() throws InterruptedException {
        Todo.report("finish");
        server.closeIdle();
    }

    /**
     * Waits until no connection is open, but not longer than until `end`; then closes those that are left. If requests
     * are in progress then, they are cut off, and a line on standard error says so first, with the timeout and their
     * number. A connection whose last response is complete is not cut off, even if its client keeps it open.
     *
     * @return whether nothing was cut off
     */
    // task deadline
    private boolean awaitEnd(long end) throws IOException, InterruptedException {
        Todo.report("deadline");
        return server.awaitNoneOpen(Integer.MAX_VALUE);
    }

    /** Returns how many milliseconds are left until `end`: at least 1, as 0 means forever to a socket. */
    private static int left(long end) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }
}
