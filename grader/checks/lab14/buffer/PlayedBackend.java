package grader.checks.lab14.buffer;

import grader.checks.lab14.front.EdgeInFront;
import grader.checks.lab14.front.Wire;
import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The learner's edge in front of a backend that the check plays itself, byte by byte: the kernel keeps little of what
 * it sends, or of what clients do not read. Each connection of the backend is for one request. Nothing ends in time.
 */
final class PlayedBackend implements AutoCloseable {

    private static final int LITTLE = 64 << 10;
    private static final int PAUSE_MILLIS = 10;
    private static final int LITTLE_CONTENT = 1_000;
    /** A prime number, so that content from another place looks different: no usual buffer is so long. */
    private static final int PATTERN = 65_521;

    /** A request that has come to the backend, and its connection. */
    record Call(Wire wire, LongMessage request) implements AutoCloseable {

        @Override
        public void close() {
            wire.close();
        }
    }

    private final Rig rig;
    private final ServerSocketChannel listener;
    private final List<Socket> silent = new CopyOnWriteArrayList<>();
    private final Server server;
    private final byte[] pattern = new byte[PATTERN];

    private PlayedBackend(Rig rig, Function<String[], Server> starting, String... flags) throws IOException {
        this.rig = rig;
        listener = ServerSocketChannel.open();
        listener.socket().setReceiveBufferSize(LITTLE);
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        listener.socket().setSoTimeout(PAUSE_MILLIS);
        rig.random().nextBytes(pattern);
        UsualFlags usual = EdgeInFront.usual();
        String[] own = {"--route", "*/=app", "--backends", "app=http://127.0.0.1:" + listener.socket().getLocalPort()};
        server = starting.apply(UsualFlags.of(usual.and(own)).and(flags));
    }

    static PlayedBackend open(Rig rig, String... flags) {
        return open(rig, rig::start, flags);
    }

    /** A server in Java has little heap. */
    static PlayedBackend openSmall(Rig rig, String... flags) {
        return open(rig, rig::startSmall, flags);
    }

    private static PlayedBackend open(Rig rig, Function<String[], Server> starting, String... flags) {
        try {
            PlayedBackend all = new PlayedBackend(rig, starting, flags);
            // Controls of one name are tried once, and each server is to have one.
            rig.control("the edge on port " + all.server.address().getPort() + " passes requests on",
                    all::expectServed);
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    /** What all long content consists of. */
    byte[] pattern() {
        return pattern;
    }

    /** So many times the pattern, and no more. */
    static long length(int patterns) {
        return (long) patterns * PATTERN;
    }

    /** A client for which the kernel keeps little of what it has not read. */
    Wire client() {
        return Wire.connect(rig, server.address(), LITTLE);
    }

    /** The same; it sends a GET. */
    Wire get() {
        return client().send("GET /" + rig.word() + " HTTP/1.1\r\nHost: edge.example\r\n\r\n");
    }

    /**
     * The next request, as far as its head, on a connection on which none has come. An edge may have opened others.
     *
     * @param why there has to be one
     */
    Call call(String why) {
        AtomicReference<Socket> next = new AtomicReference<>();
        if (!Await.comesTrue(Limits.PATIENCE, Duration.ZERO, () -> next.updateAndGet(none -> spoken()) != null)) {
            throw rig.failure("expected a request to come to the backend on a new connection, as " + why
                    + ", but within " + Limits.shown(Limits.PATIENCE) + " none came");
        }
        try {
            Wire wire = new Wire(rig, "the backend", next.get().getChannel());
            return new Call(wire, LongMessage.read(rig, wire));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A connection on which something has come, after a short wait for a new one; null if there is none. */
    private Socket spoken() {
        try {
            try {
                Socket accepted = listener.socket().accept();
                accepted.setSendBufferSize(LITTLE);
                silent.add(accepted);
            } catch (SocketTimeoutException none) {
                // Another one may have something.
            }
            for (Socket each : silent) {
                if (each.getInputStream().available() > 0) {
                    silent.remove(each);
                    return each;
                }
            }
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Call call() {
        return call("a client has sent one");
    }

    /** A request of another client is passed on, and its response comes. @param why that has to be so */
    void expectServed(String why) {
        try (Wire client = get(); Call call = call(why)) {
            respond(client, call, LITTLE_CONTENT);
        }
    }

    private void expectServed() {
        expectServed("a client has sent one");
    }

    /** The backend responds with so many bytes, and the client gets them. */
    void respond(Wire client, Call call, int length) {
        ByteBuffer content = ByteBuffer.allocate(length);
        while (content.hasRemaining()) {
            content.put(pattern, 0, Math.min(pattern.length, content.remaining()));
        }
        call.wire().send(Framing.LENGTH.head(length));
        sendMeanwhile(call, content.array());
        LongMessage.read(rig, client).expectStatus(200).expectWhole(pattern, length);
    }

    /** The backend sends it while a client reads. If that fails, the client sees it. */
    static void sendMeanwhile(Call call, byte[] bytes) {
        Thread.ofPlatform().daemon().name("played backend").start(() -> {
            try {
                call.wire().send(bytes);
            } catch (CheckFailed gone) {
                // The edge has left.
            }
        });
    }

    /**
     * Sends pieces until the edge takes no more, for as long as `stop` says, or all are sent.
     *
     * @return how many bytes of them were
     */
    static long fill(Wire wire, byte[] piece, int most, Duration stop) {
        try {
            return wire.fill(piece, (long) most * piece.length, stop);
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket each : silent) {
                each.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
