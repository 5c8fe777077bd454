import java.io.IOException;

/**
 * A fixed-size pool of worker threads, each of which serves one connection at a time.
 *
 * <p>While one worker waits for its client, the others continue. A failed connection affects no other client: a worker
 * outlives all its clients. Used until lab 07, where `BlockingEngine` takes over. Page: docs/pages/lab02.adoc.
 */
record WorkerPool(AcceptQueue queue, Listener.ConnectionHandler handler, ConnectionCounters counters) {

    /** An engine that passes each connection to `handler`, on a worker thread. */
    static Engine engine(Listener.ConnectionHandler handler) {
        return endpoint -> {
            new WorkerPool(endpoint.queue(), handler, endpoint.counters()).start(endpoint.maxConnections());
            return endpoint.startAcceptor();
        };
    }

    /**
     * Starts `count` threads, each of which runs {@link #work}. They are daemons and do not keep the process alive.
     */
    // task acceptor, until then: return;
    void start(int count) {
        for (int i = 1; i <= count; i++) {
            Thread.ofPlatform().daemon().name("worker-" + i).start(this::work);
        }
    }

    /**
     * Runs one worker until it is interrupted: takes the next connection, serves it, and reports that it is done, even
     * if serving ends with an exception.
     */
    // task acceptor, until then: return;
    private void work() {
        try {
            while (true) {
                AcceptedSocket connection = queue.take();
                try {
                    serveOne(connection);
                } catch (IOException gone) {
                    // This client is lost; the worker goes on.
                } finally {
                    queue.done();
                }
            }
        } catch (InterruptedException interrupted) {
            // The server no longer needs this worker.
        }
    }

    /**
     * Serves a connection. Meanwhile this worker counts as busy (`SERVING`); afterward the connection is over
     * ({@link ConnectionCounters#closed}), whatever the outcome. A bug in our own code is reported ({@link Faults}) and
     * does not end the worker. Neither does running out of memory.
     */
    // task acceptor
    private void serveOne(AcceptedSocket connection) throws IOException, InterruptedException {
        counters.add(ConnectionCounters.Counter.SERVING, 1);
        try {
            handler.serve(connection.socket());
        } catch (RuntimeException | Error mistake) {
            Faults.report(mistake);
        } finally {
            counters.add(ConnectionCounters.Counter.SERVING, -1);
            counters.closed();
        }
    }
}
