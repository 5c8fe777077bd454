import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;

/**
 * Everything between the kernel and the first byte of a request: listener, acceptor, line, workers, admin port. Given.
 *
 * <p>This and the later labs only say what is done with a connection. Page: docs/pages/lab02.adoc.
 */
final class FrontDoor {

    private static final String NONE = "none";
    private static final int MOST_PORT = 65_535;

    /** Takes connections out of the line, and serves them. */
    interface Crew {

        /** Serves up to `most` connections at the same time. Returns at once. */
        void start(AcceptQueue queue, int most, Gauges gauges);
    }

    private FrontDoor() {}

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
        open(flags, (queue, most, gauges) -> new Workers(queue, service, gauges).start(most));
    }

    /** The same, where somebody else than the workers serves. */
    static void open(Flags flags, Crew crew) throws Exception {
        int workers = flags.number("workers", 1, 10_000);
        int places = flags.number("queue", 0, 1_000_000);
        Overload.Policy policy = policy(flags.text("overload"));
        String host = flags.text("host");
        ServerSocket socket =
                listen(host, "port", flags.number("port", 0, MOST_PORT), flags.number("backlog", 1, Integer.MAX_VALUE));

        Gauges gauges = new Gauges();
        AcceptQueue queue = new AcceptQueue(workers, places);
        Farewell farewell = new Farewell(gauges);
        KernelQueue kernel = new KernelQueue(socket.getLocalPort());
        Acceptor acceptor = new Acceptor(socket, queue, new Overload(policy, queue, farewell), farewell, gauges);
        Listener listener = new Listener(host, socket);

        Script.onShutdown(listener::stop);
        if (!flags.text("admin-port").equals(NONE)) {
            ServerSocket admin = listen(host, "admin-port", flags.number("admin-port", 0, MOST_PORT), 50);
            new Admin(admin, Map.of("/queue", () -> gauges.json(kernel.json(), queue.depth()))).start();
            IO.println(Script.running() + " admin on " + new Listener(host, admin).url());
        }
        crew.start(queue, workers, gauges);
        IO.println(Script.running() + " listening on " + listener.url());
        if (flags.isOn("watch-queue")) {
            new QueuePicture(kernel, queue, places, gauges, workers).start();
        }
        acceptor.run();
    }

    private static ServerSocket listen(String host, String flag, int port, int backlog) {
        try {
            return Backlog.listen(new InetSocketAddress(InetAddress.getByName(host), port), backlog);
        } catch (IOException error) {
            throw new UsageError(
                    "cannot listen on --host " + host + " --" + flag + " " + port + " (" + error.getMessage()
                            + "): free it, or choose another; 0 picks a free port");
        }
    }

    private static Overload.Policy policy(String text) {
        for (Overload.Policy policy : Overload.Policy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(text)) {
                return policy;
            }
        }
        throw new UsageError("--overload " + text + ": give wait or reject");
    }
}
