// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything between the kernel and the first byte of a request: listener, acceptor, queue, workers, admin port.
 *
 * <p>This lab and the later ones only define what happens to a connection. Page: docs/pages/lab02.adoc.
 */
record Server(Listener listener, Thread acceptor, Engine engine, KernelQueue kernel, AcceptQueue queue,
        ConnectionCounters counters) implements AutoCloseable {

    private static final int MAX_PORT = 65_535;
    private static final int PAUSE_MILLIS = 100;

    static Flags flags(Flags flags) {
        return flags.with("host", "127.0.0.1", "the address to listen on")
                .withNumber("port", 8080, 0, MAX_PORT, "the port to listen on; 0 picks a free one")
                .with("admin-port", AdminServer.NONE,
                        "the port for /queue, /live and /ready, in lab 12 also /metrics and /slow; 0 picks a free one",
                        (text, number) -> AdminServer.port(text))
                .with("access-log", "-", "where one line per request goes: a file, - (standard output) or off")
                .withNumber("backlog", 128, 1, Integer.MAX_VALUE, "how many connections may wait in the kernel")
                .withNumber("workers", 8, 1, 10_000, "how many connections are served at the same time")
                .withNumber("queue", 16, 0, 1_000_000, "how many accepted connections may wait for a worker")
                .with("overload", "wait", "what happens when no more may wait: wait or reject",
                        (text, number) -> policy(text))
                .withSwitch("watch-queue", "draws the queues as they fill, instead of the access log");
    }

    /** Returns the access log that the flags ask for; off if it would share standard output with the drawn queues. */
    static AccessLog log(Flags flags) {
        return AccessLog.to(logPlace(flags));
    }

    /** Returns where the access log goes: a file, `-` or `off`. */
    static String logPlace(Flags flags) {
        String where = flags.text("access-log");
        return flags.isOn("watch-queue") && where.equals("-") ? "off" : where;
    }

    /** Listens, prints the address, and lets `engine` serve the connections, until it is stopped. */
    static void run(Flags flags, Engine engine) throws Exception {
        Server server = open(flags, engine);
        Launcher.onShutdown(server.listener::stop);
        if (AdminServer.isWanted(flags)) {
            new AdminServer(Map.of("/queue", server::queues), () -> true).open(flags);
        }
        IO.println(Launcher.labName() + " listening on " + server.listener.url());
        server.await();
    }

    /** Listens and lets `engine` serve the connections. Returns immediately. */
    static Server open(Flags flags, Engine engine) throws IOException {
        Faults.prepare();
        int workers = engine.maxConnections(flags.number("workers"));
        int capacity = engine.maxWaiting(flags.number("queue"), workers);
        OverloadHandler.Policy policy = policy(flags.text("overload"));
        if (policy == OverloadHandler.Policy.REJECT) {
            VirtualThreads.prepare();       // for the rejector
        }
        Listener listener = Backlog.listen(flags.text("host"), flags.number("port"), flags.number("backlog"));

        ConnectionCounters counters = new ConnectionCounters();
        AcceptQueue queue = new AcceptQueue(workers, capacity);
        Rejector rejector = new Rejector(counters, engine.maxRejected(Rejector.MAX_CONNECTIONS));
        KernelQueue kernel = new KernelQueue(listener.socket().getLocalPort());
        OverloadHandler overload = new OverloadHandler(policy, queue, rejector);
        if (flags.isOn("watch-queue")) {
            new QueueMonitor(kernel, queue, capacity, counters, workers).start();
        }
        Thread thread = engine.start(new Endpoint(listener, workers, counters, queue, overload,
                new GuardedHandler(new Acceptor(queue, overload, counters), rejector, counters)));
        return new Server(listener, thread, engine, kernel, queue, counters);
    }

    /** Returns the URL at which clients reach this server. */
    String url() {
        return listener.url();
    }

    /** Returns the JSON of `GET /queue`. */
    String queues() {
        return counters.json(kernel.json(), queue.depth());
    }

    /** Returns how many accepted connections are open, in the queue or with a worker. */
    int openConnections() {
        return counters.openConnections();
    }

    /**
     * Connects to this server, as its last client, which sends nothing.
     *
     * @param millis the maximum time until the kernel has room for the connection
     */
    Socket connectToItself(int millis) throws IOException {
        Socket client = new Socket();
        try {
            client.connect(listener.socket().getLocalSocketAddress(), millis);
            client.shutdownOutput();
            return client;
        } catch (IOException failure) {
            client.close();
            throw failure;
        }
    }

    /**
     * Stops accepting connections: when this method returns, new ones are refused. Connections that are already
     * accepted continue.
     */
    void stopAccepting() throws IOException {
        engine.stopAccepting(listener);
    }

    /** Returns how many accepted connections are in the queue or have a request in progress. */
    int inFlight() {
        return openConnections() - engine.idleConnections();
    }

    /** Closes the connections without a request in progress; the others are closed after their next response. */
    void closeIdle() {
        engine.drain();
    }

    /**
     * Waits until no connection is open.
     *
     * @param millis the maximum time to wait
     * @return whether there is none
     */
    boolean awaitNoneOpen(long millis) throws InterruptedException {
        return counters.awaitNoneOpen(millis);
    }

    /** Waits until the server no longer accepts connections. */
    void await() throws InterruptedException {
        acceptor.join();
    }

    /** Closes everything immediately: the listener and all connections. A request in progress ends with a reset. */
    @Override
    public void close() throws IOException {
        stopAccepting();
        engine.abort();
    }

    /** Starts a thread that accepts connections until `listener` is closed. */
    static Thread startAccepting(String name, Listener listener, Listener.ConnectionHandler service) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                while (!accept(listener, service)) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException stop) {
                // The port is no longer needed.
            }
        });
    }

    /**
     * Runs the accept loop. Returns whether it has ended as it should: neither a bug in our code nor a lack of memory
     * for an accept ends the server.
     */
    private static boolean accept(Listener listener, Listener.ConnectionHandler handler) throws InterruptedException {
        try {
            Faults.requireMemory();
            listener.acceptLoop(handler);
            return true;
        } catch (RuntimeException | Error fault) {
            Faults.report(fault);
            return false;
        }
    }

    /** Limits the damage from a bug in our code to one connection. */
    private record GuardedHandler(Listener.ConnectionHandler handler, Rejector rejector, ConnectionCounters counters)
            implements Listener.ConnectionHandler {

        private static final byte[] NOTHING = {};

        @Override
        public void serve(Socket connection) throws IOException, InterruptedException {
            counters.opened();
            try {
                handler.serve(connection);
            } catch (RuntimeException | Error fault) {
                Faults.report(fault);
                rejector.sendAndClose(connection, explanation(fault));
            }
        }

        /** Returns the response for a client that met a fault; nothing if there is no memory for it. */
        private static byte[] explanation(Throwable fault) {
            try {
                String told = fault instanceof HttpException error ? error.getMessage() : "the server has a fault";
                return ResponseBytes.text("GET", 500, told + "\n");
            } catch (OutOfMemoryError full) {
                return NOTHING;
            }
        }

        @Override
        public void acceptFailed(IOException error) throws InterruptedException {
            handler.acceptFailed(error);
        }
    }

    /** @throws UsageException if there is no such policy */
    static OverloadHandler.Policy policy(String text) {
        return Stream.of(OverloadHandler.Policy.values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException("--overload " + text + ": give wait or reject"));
    }
}
