package grader.clients.upstream;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A service that the learner's server calls, byte by byte: what it does with each request is data ({@link Reaction}),
 * and it notes when connections were accepted, and when their clients left. For all that {@link Upstream} cannot do.
 *
 * <p>One thread serves all connections, so nothing that one of them does delays another, or the notes about it. It ends
 * with `close`, and so do all connections. Nothing is kept of a client that sends without end.
 */
public final class ScriptedUpstream implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 5_000;
    private static final long MOST_BYTES = 16 << 20;
    private static final int ROOM = 64 << 10;

    private record Script(String path, Deque<Reaction> reactions) {

        Script(String path, Reaction... reactions) {
            this(path, new ArrayDeque<>(List.of(reactions)));
        }

        /** The last one is for all requests from then on. */
        Reaction next() {
            return reactions.size() > 1 ? reactions.removeFirst() : reactions.getFirst();
        }
    }

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final Thread thread = Thread.ofPlatform().daemon().name("scripted upstream").unstarted(this::run);
    private final ByteBuffer buffer = ByteBuffer.allocate(ROOM);
    private final List<Script> scripts = new ArrayList<>();         // guarded by this object's lock, as are all below
    private final Deque<Script> forConnections = new ArrayDeque<>();
    private final List<ScriptedConnection> connections = new ArrayList<>();
    private final List<UpstreamRequest> requests = new ArrayList<>();
    private long room = MOST_BYTES;
    private boolean closed;

    private ScriptedUpstream() throws IOException {
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1_024);
        listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Starts it on a port of its own. Without a script it responds to everything with a 404. */
    public static ScriptedUpstream open() {
        try {
            ScriptedUpstream upstream = new ScriptedUpstream();
            upstream.reactsTo("", Reaction.json(404, "{}"));
            upstream.thread.start();
            return upstream;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where it listens: `http://127.0.0.1:PORT`. */
    public String url() {
        return "http://127.0.0.1:" + listener.socket().getLocalPort();
    }

    /**
     * Says how it reacts to requests whose paths begin so, from now on: to the first of them with the first reaction,
     * and so on; the last one is for all others.
     */
    public synchronized ScriptedUpstream reactsTo(String path, Reaction... reactions) {
        scripts.addFirst(new Script(SamePath.normalized(path), reactions));
        return this;
    }

    /** Says how the next connection reacts to its requests, whatever their paths are. May be called many times. */
    public synchronized ScriptedUpstream connectionReacts(Reaction... reactions) {
        forConnections.add(new Script("", reactions));
        return this;
    }

    /** Lets all reactions begin that are held now. */
    public synchronized void release() {
        connections.forEach(ScriptedConnection::release);
        selector.wakeup();
    }

    /** The requests so far, in the order in which they were complete. */
    public synchronized List<UpstreamRequest> requests() {
        return List.copyOf(requests);
    }

    /** Those for paths that begin so, however they were escaped. */
    public List<UpstreamRequest> requests(String path) {
        String start = SamePath.normalized(path);
        return requests().stream().filter(request -> request.path().startsWith(start)).toList();
    }

    /** The connections so far, in the order in which they were accepted. */
    public synchronized List<UpstreamConnection> connections() {
        return connections.stream().map(ScriptedConnection::seen).toList();
    }

    /** The connection of a request. */
    public UpstreamConnection connection(UpstreamRequest request) {
        return connections().get(request.connection());
    }

    /** Waits until there have been so many requests for paths that begin so; tells whether there have. */
    public boolean awaitRequests(int count, String path, Duration limit) {
        return await(limit, upstream -> upstream.requests(path).size() >= count);
    }

    /** Waits until the client of a request has closed or reset its connection; tells whether it has. */
    public boolean awaitLeft(UpstreamRequest request, Duration limit) {
        return await(limit, upstream -> upstream.connection(request).isLeft());
    }

    /** Waits for any condition about what has come; tells whether it came true. */
    public synchronized boolean await(Duration limit, Predicate<ScriptedUpstream> condition) {
        return Await.notified(this, limit, () -> condition.test(this));
    }

    private void run() {
        try (selector; listener) {
            long wait = Long.MAX_VALUE;
            while (true) {
                selector.select(Math.clamp(TimeUnit.NANOSECONDS.toMillis(wait) + 1, 1, 1_000));
                synchronized (this) {
                    if (closed) {
                        connections.forEach(ScriptedConnection::close);
                        return;
                    }
                    selector.selectedKeys().forEach(this::onReady);
                    selector.selectedKeys().clear();
                    wait = connections.stream().mapToLong(ScriptedConnection::proceed).min().orElse(Long.MAX_VALUE);
                    notifyAll();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void onReady(SelectionKey key) {
        if (key.channel() == listener) {
            accept();
        } else if (key.isValid() && key.isReadable()) {
            ScriptedConnection connection = (ScriptedConnection) key.attachment();
            room -= connection.read(buffer);
            if (room < 0) {
                connection.close();
            }
        } else if (key.isValid()) {
            key.interestOps(key.interestOps() & ~SelectionKey.OP_WRITE);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listener.accept();
            if (channel != null && connections.size() >= MOST_CONNECTIONS) {
                channel.close();
            } else if (channel != null) {
                channel.configureBlocking(false);
                channel.socket().setTcpNoDelay(true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                Script own = forConnections.poll();
                Function<UpstreamRequest, Reaction> script = own == null ? this::scripted : request -> own.next();
                ScriptedConnection connection = new ScriptedConnection(connections.size(), channel, key, request -> {
                    requests.add(request);
                    return script.apply(request);
                });
                key.attach(connection);
                connections.add(connection);
            }
        } catch (IOException gone) {
            // The client has left before it was accepted.
        }
    }

    private Reaction scripted(UpstreamRequest request) {
        return scripts.stream()
                .filter(script -> request.path().startsWith(script.path()))
                .findFirst()
                .orElseThrow()
                .next();
    }

    /** Ends all connections, and the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            selector.wakeup();
        }
        try {
            thread.join(Limits.PATIENCE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
