import java.io.IOException;

/**
 * A fixed number of threads that serve, each one connection at a time.
 *
 * <p>While one of them waits for its client, the others go on. What happens to a connection harms nobody else: a worker
 * outlives all its clients. Page: docs/pages/lab02.adoc.
 */
record WorkerPool(AcceptQueue queue, Listener.Service service, ConnectionCounters counters) {

    /**
     * Starts `count` threads, each of which runs {@link #work}. They are daemons: they do not keep the process alive.
     */
    // task acceptor
    void start(int count) {
        Todo.report("acceptor");
    }

    /**
     * What one worker does until it is interrupted: takes the next connection, serves it, and says that it is done,
     * also if serving ends with an exception.
     */
    // task acceptor
    private void work() {
        Todo.report("acceptor");
    }

    /**
     * Serves a connection, and counts this worker as busy meanwhile. A mistake in our own code is told, and costs no
     * worker; nor does memory that ends.
     */
    private void serveOne(AcceptedSocket connection) throws IOException, InterruptedException {
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        try {
            service.serve(connection.socket());
        } catch (RuntimeException | Error mistake) {
            mistake.printStackTrace();
        } finally {
            counters.add(ConnectionCounters.Counter.SERVING, -1);
            counters.closed();
        }
    }
}
