import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;

/**
 * Everything between the kernel and the first byte of a request: listener, acceptor, line, workers, admin port. Given.
 *
 * <p>This and the later labs only say what is done with a connection. Page: docs/pages/lab02.adoc.
 */
final class Server {

    private static final String NONE = "none";
    private static final int MAX_PORT = 65_535;
    private static final int PAUSE_MILLIS = 100;

    /** Takes connections out of the line, and serves them. */
    interface Engine {

        /** Serves up to `maxConnections` connections at the same time. Returns at once. */
        void start(AcceptQueue queue, int maxConnections, ConnectionCounters counters);
    }

    private Server() {}

    static Flags flags(Flags flags) {
        return flags.with("host", "127.0.0.1", "the address to listen on")
                .with("port", "8080", "the port to listen on; 0 picks a free one")
                .with("admin-port", NONE, "the port for /queue, /live and /ready; 0 picks a free one")
                .with("access-log", "-", "where a line a request goes: a file, - (standard output) or off")
                .with("backlog", "128", "how many connections may wait in the kernel")
                .with("workers", "8", "how many connections are served at the same time")
                .with("queue", "16", "how many accepted connections may wait for a worker")
                .with("overload", "wait", "what is done when no more may wait: wait, or reject")
                .withSwitch("watch-queue", "draws the queues while they fill, in place of the access log");
    }

    /** The access log that the flags ask for; none on standard output where the queues are drawn there. */
    static AccessLog log(Flags flags) {
        String where = flags.text("access-log");
        return AccessLog.to(flags.isOn("watch-queue") && where.equals("-") ? "off" : where);
    }

    /**
     * Listens, says where, and gives each connection to `service`, on a worker's thread, until the listener is closed.
     */
    static void open(Flags flags, Listener.Service service) throws Exception {
        open(flags, (queue, most, gauges) -> new WorkerPool(queue, service, gauges).start(most));
    }

    /** The same, where somebody else than the workers serves. */
    static void open(Flags flags, Engine crew) throws Exception {
        int workers = flags.number("workers", 1, 10_000);
        int places = flags.number("queue", 0, 1_000_000);
        OverloadHandler.Policy policy = policy(flags.text("overload"));
        String host = flags.text("host");
        Listener listener =
                Backlog.listen(host, flags.number("port", 0, MAX_PORT), flags.number("backlog", 1, Integer.MAX_VALUE));

        ConnectionCounters gauges = new ConnectionCounters();
        AcceptQueue queue = new AcceptQueue(workers, places);
        Rejector farewell = new Rejector(gauges);
        KernelQueue kernel = new KernelQueue(listener.socket().getLocalPort());
        Acceptor acceptor = new Acceptor(queue, new OverloadHandler(policy, queue, farewell), gauges);

        Launcher.onShutdown(listener::stop);
        if (!flags.text("admin-port").equals(NONE)) {
            Listener admin = Backlog.listen(host, flags.number("admin-port", 0, MAX_PORT), 50);
            openSecondary(admin, new AdminServer(Map.of("/queue", () -> gauges.json(kernel.json(), queue.depth()))));
            IO.println(Launcher.running() + " admin on " + admin.url());
        }
        crew.start(queue, workers, gauges);
        IO.println(Launcher.running() + " listening on " + listener.url());
        if (flags.isOn("watch-queue")) {
            new QueueMonitor(kernel, queue, places, gauges, workers).start();
        }
        accept(listener, new GuardedService(acceptor, farewell));
    }

    /**
     * Serves a port beside the main one: each connection in a virtual thread of its own, then closed. Returns at once.
     */
    static void openSecondary(Listener listener, Listener.Service service) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                accept(listener, new ConcurrentService(service));
            } catch (InterruptedException stop) {
                // The port is not needed any more.
            }
        });
    }

    private record ConcurrentService(Listener.Service service) implements Listener.Service {

        @Override
        public void serve(Socket connection) {
            Thread.ofVirtual().start(() -> {
                try (connection) {
                    service.serve(connection);
                } catch (IOException | InterruptedException gone) {
                    // The client left first.
                }
            });
        }

        /** No descriptor is free, perhaps: then the next try fails at once, too. */
        @Override
        public void failed(IOException error) throws InterruptedException {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** A fault of ours, or memory that runs out in an accept, does not end the server. */
    private static void accept(Listener listener, Listener.Service service) throws InterruptedException {
        boolean again = true;
        while (again) {
            try {
                listener.acceptLoop(service);
                again = false;
            } catch (RuntimeException | Error fault) {
                fault.printStackTrace();
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** A fault of ours costs one client its connection, and no other. */
    private record GuardedService(Listener.Service service, Rejector rejector) implements Listener.Service {

        @Override
        public void serve(Socket connection) throws IOException, InterruptedException {
            try {
                service.serve(connection);
            } catch (RuntimeException | Error fault) {
                fault.printStackTrace();
                String told = fault instanceof HttpException error ? error.getMessage() : "the server has a fault";
                rejector.sendAndClose(connection, ResponseBytes.text("GET", 500, told + "\n"));
            }
        }

        @Override
        public void failed(IOException error) throws InterruptedException {
            service.failed(error);
        }
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
