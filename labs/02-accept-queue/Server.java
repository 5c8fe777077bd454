// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;

/**
 * Everything between the kernel and the first byte of a request: listener, acceptor, queue, workers, admin port.
 *
 * <p>This lab and the later ones only define what happens to a connection. Page: docs/pages/lab02.adoc.
 */
final class Server implements AutoCloseable {

    private static final String NONE = "none";
    private static final int MAX_PORT = 65_535;
    private static final int PAUSE_MILLIS = 100;
    private static final int ADMIN_BACKLOG = 50;

    private final Listener listener;
    private final Listener admin;       // null if there is no admin port
    private final Thread acceptor;
    private final Engine engine;
    private final ConnectionCounters counters;

    private Server(Listener listener, Listener admin, Thread acceptor, Engine engine, ConnectionCounters counters) {
        this.listener = listener;
        this.admin = admin;
        this.acceptor = acceptor;
        this.engine = engine;
        this.counters = counters;
    }

    static Flags flags(Flags flags) {
        return flags.with("host", "127.0.0.1", "the address to listen on")
                .withNumber("port", 8080, 0, MAX_PORT, "the port to listen on; 0 picks a free one")
                .with("admin-port", NONE, "the port for /queue, /live and /ready; 0 picks a free one",
                        (text, number) -> adminPort(text))
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
        String where = flags.text("access-log");
        return AccessLog.to(flags.isOn("watch-queue") && where.equals("-") ? "off" : where);
    }

    /** Listens, prints the address, and lets `engine` serve the connections, until it is stopped. */
    static void run(Flags flags, Engine engine) throws Exception {
        Server server = open(flags, engine);
        Launcher.onShutdown(server.listener::stop);
        if (server.admin != null) {
            IO.println(Launcher.labName() + " admin on " + server.admin.url());
        }
        IO.println(Launcher.labName() + " listening on " + server.listener.url());
        server.await();
    }

    /** Listens and lets `engine` serve the connections. Opens the admin port, if there is one. Returns immediately. */
    static Server open(Flags flags, Engine engine) throws IOException {
        int workers = engine.maxConnections(flags.number("workers"));
        int capacity = flags.number("queue");
        OverloadHandler.Policy policy = policy(flags.text("overload"));
        String host = flags.text("host");
        Listener listener =
                Backlog.listen(host, flags.number("port"), flags.number("backlog"));
        Listener admin = flags.text("admin-port").equals(NONE) ? null
                : Backlog.listen(host, adminPort(flags.text("admin-port")), ADMIN_BACKLOG);

        ConnectionCounters counters = new ConnectionCounters();
        AcceptQueue queue = new AcceptQueue(workers, capacity);
        Rejector rejector = new Rejector(counters);
        KernelQueue kernel = new KernelQueue(listener.socket().getLocalPort());
        Acceptor acceptor = new Acceptor(queue, new OverloadHandler(policy, queue, rejector), counters);
        if (admin != null) {
            openSecondary(admin, new AdminServer(Map.of("/queue", () -> counters.json(kernel.json(), queue.depth()))));
        }
        if (flags.isOn("watch-queue")) {
            new QueueMonitor(kernel, queue, capacity, counters, workers).start();
        }
        Thread thread = engine.start(
                new Endpoint(listener, workers, counters, queue, new GuardedHandler(acceptor, rejector, counters)));
        return new Server(listener, admin, thread, engine, counters);
    }

    /**
     * Serves another port: serves each connection on its own virtual thread, then closes it. Returns immediately. The
     * service ends when the listener is closed.
     */
    static void openSecondary(Listener listener, Listener.ConnectionHandler handler) {
        startAccepting("secondary", listener, new OnVirtualThread(handler));
    }

    /** Returns the URL at which clients reach this server. */
    String url() {
        return listener.url();
    }

    /** Stops accepting connections. Connections that are already accepted continue. */
    void stopAccepting() throws IOException {
        listener.socket().close();
    }

    /** Returns how many accepted connections are not idle: in the queue, or with a request in progress. */
    int inFlight() {
        return counters.openConnections() - engine.idleConnections();
    }

    /**
     * Stops accepting, closes idle connections, and waits until the others have their responses.
     *
     * @param millis the maximum time to wait
     * @return whether all connections are over; if not, {@link #close} closes them
     */
    boolean drain(long millis) throws IOException, InterruptedException {
        stopAccepting();
        engine.drain();
        return counters.awaitNoneOpen(millis);
    }

    /** Waits until the server no longer accepts connections. */
    void await() throws InterruptedException {
        acceptor.join();
    }

    /** Closes everything immediately: the listener, the admin port, and all connections. */
    @Override
    public void close() throws IOException {
        stopAccepting();
        engine.abort();
        if (admin != null) {
            admin.socket().close();
        }
    }

    /** Starts a thread that accepts connections until `listener` is closed. */
    static Thread startAccepting(String name, Listener listener, Listener.ConnectionHandler service) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                accept(listener, service);
            } catch (InterruptedException stop) {
                // The port is no longer needed.
            }
        });
    }

    private record OnVirtualThread(Listener.ConnectionHandler handler) implements Listener.ConnectionHandler {

        @Override
        public void serve(Socket connection) {
            Thread.ofVirtual().start(() -> {
                try (connection) {
                    handler.serve(connection);
                } catch (IOException | InterruptedException gone) {
                    // The client left first.
                }
            });
        }

        /** Waits a moment. If no descriptor is free, the next accept would fail immediately, too. */
        @Override
        public void acceptFailed(IOException error) throws InterruptedException {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Runs the accept loop. Neither a bug in our code nor running out of memory in an accept ends the server. */
    private static void accept(Listener listener, Listener.ConnectionHandler handler) throws InterruptedException {
        boolean again = true;
        while (again) {
            try {
                listener.acceptLoop(handler);
                again = false;
            } catch (RuntimeException | Error fault) {
                fault.printStackTrace();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Limits the damage from a bug in our code to one connection. */
    private record GuardedHandler(Listener.ConnectionHandler handler, Rejector rejector, ConnectionCounters counters)
            implements Listener.ConnectionHandler {

        @Override
        public void serve(Socket connection) throws IOException, InterruptedException {
            counters.opened();
            try {
                handler.serve(connection);
            } catch (RuntimeException | Error fault) {
                fault.printStackTrace();
                String told = fault instanceof HttpException error ? error.getMessage() : "the server has a fault";
                rejector.sendAndClose(connection, ResponseBytes.text("GET", 500, told + "\n"));
            }
        }

        @Override
        public void acceptFailed(IOException error) throws InterruptedException {
            handler.acceptFailed(error);
        }
    }

    private static int adminPort(String text) {
        return text.equals(NONE) ? -1 : Flags.number("admin-port", text, 0, MAX_PORT);
    }

    private static OverloadHandler.Policy policy(String text) {
        for (OverloadHandler.Policy policy : OverloadHandler.Policy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
                return policy;
            }
        }
        throw new UsageException("--overload " + text + ": give wait or reject");
    }
}
