package docs.studio.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.process.BoundFolder;
import docs.studio.servers.LabClasses;
import docs.studio.servers.LoadConnection;
import docs.studio.servers.ServerProcess;
import docs.studio.servers.SharedDatabase;
import docs.studio.web.LocalGet;
import grader.clients.http.Await;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.Addresses;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Lab 14's edge in front of two servers of lab 13, which share a database, with a load. All of it ends with this. */
final class Chain implements AutoCloseable {

    /**
     * What is started.
     *
     * @param reference the reference's parts, not the learner's
     * @param edgePort 0: a free one
     */
    record Settings(boolean reference, int edgePort, SharedDatabase.Kind database) {}

    static final Duration START = Duration.ofSeconds(60);
    static final Duration FREEZE = Duration.ofSeconds(3);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration SHAKE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Each part waits longer than what it calls: the client 20 s, the edge 15 s, a server 8 s for a connection to the
     * database and 10 s for the database itself. So what waits for a frozen database is not given up; and a busy
     * machine may take long for a handshake.
     */
    private static final List<String> OF_ALL =
            List.of("--host", "127.0.0.1", "--admin-port", "0", "--log-format", "json",
                    "--queue-target", "10000", "--drain-timeout", "10000");
    private static final List<String> OF_SERVERS = List.of("--pool-timeout", "8000", "--database-timeout", "10000");
    private static final List<String> OF_EDGE = List.of("--route", "*/=shop", "--upstream-timeout", "15000",
            "--handshake-timeout", "15000", "--health-interval", "500", "--eject-time", "1000", "--cache-bytes",
            "1048576");

    private final ShutdownHook hook = new ShutdownHook(this::end);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, ServerProcess> servers = new TreeMap<>();
    private final TraceLog traces = new TraceLog();
    private Path folder;
    private SharedDatabase database;
    private ServerProcess edge;
    private int edgePort;
    private EdgeCertificates certificates;
    private SSLContext tls;
    private SteadyLoad load;
    private volatile boolean frozen;
    private volatile boolean closed;

    private Chain() {}

    /**
     * Starts all of it.
     *
     * @param progress hears what is done now
     * @throws UserError if a part does not start; then nothing is left
     */
    static Chain start(Course course, Settings settings, Consumer<String> progress) {
        Chain chain = new Chain();
        try {
            chain.open(course, settings, progress);
            return chain;
        } catch (RuntimeException failed) {
            chain.close();
            throw failed;
        }
    }

    private void open(Course course, Settings settings, Consumer<String> progress) {
        edgePort = settings.edgePort() == 0 ? Addresses.freePort() : settings.edgePort();
        if (!Addresses.isFree(edgePort)) {
            throw new UserError("port " + edgePort + " is in use", "give another one: --edge-port 0 takes a free one");
        }
        folder = opened(BoundFolder.make("inside-the-server-chain-")).path();
        progress.accept("compiling the labs");
        LabClasses classes = LabClasses.compile(course, "lab14", settings.reference(), folder);
        progress.accept("starting the database");
        database = opened(SharedDatabase.start(settings.database(), classes, below(folder, "database"),
                traces::heardDatabase));
        List<Integer> ports = List.of(Addresses.freePort(), Addresses.freePort());
        startServer("a", ports.get(0), classes, progress);
        startServer("b", ports.get(1), classes, progress);
        certificates = new EdgeCertificates(below(folder, "certificates"));
        startEdge(ports, classes, progress);
        tls = certificates.clients();
        load = opened(new SteadyLoad(edgePort, tls, traces));
    }

    private synchronized <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static Path below(Path folder, String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder");
        }
    }

    private void startServer(String name, int port, LabClasses classes, Consumer<String> progress) {
        List<String> flags = new ArrayList<>(OF_ALL);
        flags.addAll(OF_SERVERS);
        flags.addAll(List.of("--port", "" + port, "--database", database.url()));
        servers.put(name, started("server " + name, "lab13", flags, classes, below(folder, name), progress));
    }

    private void startEdge(List<Integer> ports, LabClasses classes, Consumer<String> progress) {
        List<String> flags = new ArrayList<>(OF_ALL);
        flags.addAll(OF_EDGE);
        flags.addAll(List.of("--port", "" + edgePort, "--tls", certificates.folder().toString(), "--body-folder",
                below(folder, "bodies").toString(), "--backends",
                "shop=http://127.0.0.1:%s,http://127.0.0.1:%s;health=/;balance=least-connections"
                        .formatted(ports.get(0), ports.get(1))));
        edge = started("the edge", "lab14", flags, classes, below(folder, "edge"), progress);
    }

    private ServerProcess started(String name, String lab, List<String> flags, LabClasses classes, Path folder,
            Consumer<String> progress) {
        progress.accept("starting " + name);
        ServerProcess process =
                opened(new ServerProcess(name, classes.command(lab, flags), ServerProcess.LISTENS, folder,
                        line -> traces.heard(name.replace("the ", ""), line)));
        process.start(START);
        return process;
    }

    /** The servers by name: `a` and `b`. */
    Map<String, ServerProcess> servers() {
        return servers;
    }

    /** @throws UserError if there is none of this name */
    ServerProcess server(String name) {
        ServerProcess server = servers.get(name);
        if (server == null) {
            throw new UserError("there is no server '" + name + "'",
                    "name one of " + String.join(", ", servers.keySet()));
        }
        return server;
    }

    ServerProcess edge() {
        return edge;
    }

    SharedDatabase database() {
        return database;
    }

    boolean isFrozen() {
        return frozen;
    }

    SteadyLoad load() {
        return load;
    }

    TraceLog traces() {
        return traces;
    }

    /** For the files of what shows it: it is deleted in the end. */
    Path folder() {
        return folder;
    }

    boolean isClosed() {
        return closed;
    }

    String url() {
        return "https://127.0.0.1:" + edgePort + "/";
    }

    /** Lets a server end in order. @throws UserError if it does not within 20 s */
    void drain(String name) {
        if (!server(name).drain(DRAIN)) {
            throw new UserError("server " + name + " has not ended " + DRAIN.toSeconds() + " s after SIGTERM",
                    "see what its drain waits for");
        }
    }

    /** Freezes the database for three seconds. */
    void freeze() throws InterruptedException {
        synchronized (this) {
            if (frozen) {
                throw new UserError("the database is frozen already", "wait for three seconds");
            }
            frozen = true;
        }
        try {
            database.freeze(FREEZE);
        } finally {
            frozen = false;
        }
    }

    /** Replaces the edge's certificate, and waits until it shows the new one; tells whether it has in time. */
    boolean replaceCertificate() {
        certificates.replace();
        return Await.comesTrue(SHAKE, this::showsNewest);
    }

    /** On a connection that resumes no session. */
    private boolean showsNewest() {
        try (LoadConnection connection = LoadConnection.open(certificates.clients(), edgePort, SHAKE)) {
            return certificates.isNewest(connection.certificate());
        } catch (LoadConnection.Lost | IOException notNow) {
            return false;
        }
    }

    /** A client that reads slowly, until it is done. Returns in words how that went. */
    String slowClient() throws InterruptedException {
        return SlowClient.read(tls, edgePort);
    }

    /** What the edge says of its backends (`GET /backends`), as JSON. @throws IOException if it does not */
    JsonNode backends() throws IOException {
        return JSON.readTree(LocalGet.of(edge.adminPort(), "/backends", LOOK).body());
    }

    /** Waits until the edge sends requests to both servers; tells whether that came in time. */
    boolean awaitWhole() {
        return Await.comesTrue(START, Duration.ofMillis(50), () -> {
            try {
                JsonNode all = backends();
                return all.size() == servers.size()
                        && all.valueStream().allMatch(one -> one.path("state").asText().equals("in"));
            } catch (IOException notNow) {
                return false;
            }
        });
    }

    /** Ends all, the last one first. */
    @Override
    public void close() {
        hook.close();
        end();
    }

    private synchronized void end() {
        closed = true;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                // what is bound ends with this program at the latest
            }
        }
    }
}
