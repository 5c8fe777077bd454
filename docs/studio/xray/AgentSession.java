package docs.studio.xray;

import com.sun.tools.attach.VirtualMachine;
import docs.studio.xray.agent.Agent;
import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.machine.os.LinuxProcess;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** An agent in a server's JVM, and what it has reported of the last minutes. When this is closed, the agent ends. */
final class AgentSession implements AutoCloseable {

    private static final List<String> CLASSES =
            List.of("Agent", "Around", "Identity", "Identity$Lookup", "LockOwner", "Moment", "Recorder", "Trail");
    private static final int MOST_SLOW = 200;
    private static final int MOST_SHOWN = 20;
    private static final long KEPT_MILLIS = 5 * 60_000;
    private static final Comparator<XrayRequest> SLOWEST_FIRST = Comparator.comparing(XrayRequest::ms).reversed();

    /**
     * What it has reported.
     *
     * @param ended how many requests have ended since it began, of those that it follows
     * @param every which of the requests it follows: at a high rate, not all; 0: it is not there yet
     * @param calls the calls that lead to each place
     * @param unseen of these, those that the server does not have
     */
    record Seen(long ended, int every, List<XrayRequest> open, List<XrayRequest> slowest, List<XrayRequest> newest,
            Map<String, String> calls, Map<String, String> unseen) {}

    private final StopMoments stops;
    private final Path folder;
    private final ServerSocketChannel listener;
    private final Deque<XrayRequest> newest = new ArrayDeque<>();       // guarded by `this`, as are all below
    private List<XrayRequest> slowest = new ArrayList<>();
    private List<XrayRequest> open = List.of();
    private long ended;
    private long found;
    private int every;                  // 0: it has reported nothing yet
    private SocketChannel agent;        // null: none has come yet
    private boolean closed;
    private String problem = "";        // why there is no agent, or no more

    private AgentSession(StopMoments stops) throws IOException {
        this.stops = stops;
        this.folder = Files.createTempDirectory("xray");
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /** Brings the agent into a process. Returns at once; what goes wrong is the {@link #problem}. */
    static AgentSession begin(long pid, StopMoments stops) {
        try {
            AgentSession session = new AgentSession(stops);
            Path socket = session.folder.resolve("socket");
            session.listener.bind(UnixDomainSocketAddress.of(socket));
            Path list = Files.write(session.folder.resolve("stops"), stops.lines(socket.toString()));
            Path jar = session.writeJar();
            Thread.ofPlatform().daemon().name("x-ray").start(() -> session.read());
            Thread.ofPlatform().daemon().name("x-ray attach").start(() -> session.attach(pid, jar, list));
            return session;
        } catch (IOException error) {
            throw UserError.of(error, "preparing the X-ray");
        }
    }

    /**
     * The process that listens on a port.
     *
     * @throws UserError if the system does not tell
     */
    static ProcessHandle process(int port) {
        String flag = ".*--port " + port + "\\b.*";
        return LinuxProcess.listening(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))
                .or(() -> VirtualMachine.list()
                        .stream()
                        .filter(each -> each.displayName().matches(flag))
                        .findFirst()
                        .flatMap(each -> ProcessHandle.of(Long.parseLong(each.id()))))
                .orElseThrow(() -> new UserError("no process of yours is known that listens on port " + port,
                        "give the port of your server, and start that with --port " + port));
    }

    private Path writeJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes all = manifest.getMainAttributes();
        all.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.putValue("Agent-Class", Agent.class.getName());
        all.putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("agent.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : CLASSES) {
                out.putNextEntry(
                        new ZipEntry(Agent.class.getPackageName().replace('.', '/') + "/" + name + ".class"));
                try (InputStream bytes = Agent.class.getResourceAsStream(name + ".class")) {
                    bytes.transferTo(out);
                }
            }
        }
        return jar;
    }

    private void attach(long pid, Path jar, Path list) {
        try {
            VirtualMachine server = VirtualMachine.attach(String.valueOf(pid));
            try {
                server.loadAgent(jar.toString(), list.toString());
            } finally {
                server.detach();
            }
        } catch (Exception failed) {
            end("The JVM of the server does not let an agent in: " + failed.getMessage() + ".");
        }
    }

    private void read() {
        try (listener; SocketChannel channel = listener.accept();
                DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)))) {
            synchronized (this) {
                agent = channel;
            }
            while (true) {
                long itsFound = in.readLong();
                long itsEnded = in.readLong();
                int itsEvery = in.readInt();
                List<XrayRequest> all = new ArrayList<>();
                for (int count = in.readInt(); count > 0; count--) {
                    all.add(XrayRequest.read(in, stops.places()));
                }
                add(itsFound, itsEnded, itsEvery, all);
            }
        } catch (IOException gone) {
            end("The server has ended, or another X-ray has taken over.");
        }
    }

    private synchronized void add(long itsFound, long itsEnded, int itsEvery, List<XrayRequest> all) {
        every = itsEvery;
        found = itsFound;
        ended = itsEnded;
        open = all.stream().filter(each -> !each.over()).toList();
        List<XrayRequest> over = all.stream()
                .filter(XrayRequest::over)
                .sorted(Comparator.comparing(XrayRequest::number))
                .toList();
        over.forEach(newest::addFirst);
        while (newest.size() > MOST_SHOWN) {
            newest.removeLast();
        }
        slowest.addAll(over);
        long oldest = System.currentTimeMillis() - KEPT_MILLIS;
        slowest = new ArrayList<>(slowest.stream()
                .filter(each -> each.at() > oldest)
                .sorted(SLOWEST_FIRST)
                .limit(MOST_SLOW)
                .toList());
        notifyAll();
    }

    private synchronized void end(String why) {
        problem = problem.isEmpty() ? why : problem;
        open = List.of();
        notifyAll();
    }

    /** Why it sees nothing more; empty while it does. */
    synchronized String problem() {
        return problem;
    }

    synchronized Seen seen() {
        return new Seen(ended, every, open, slowest.stream().limit(MOST_SHOWN).toList(), List.copyOf(newest),
                stops.calls(),
                ended == 0 && open.isEmpty() ? Map.of() : stops.unseen(found));
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits for news, at most a second. */
    synchronized void await() throws InterruptedException {
        wait(1000);
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (this) {
                closed = true;
                if (agent != null) {
                    agent.close();
                }
            }
        } catch (IOException closed) {
            // It is gone anyway.
        }
        Folders.delete(folder);
    }
}
