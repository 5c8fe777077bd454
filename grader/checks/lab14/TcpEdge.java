package grader.checks.lab14;

import grader.checks.lab01.Lab01;
import grader.checks.lab14.front.Wire;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The learner's server with a TCP port, and the other server, to which its bytes go: the check. */
final class TcpEdge implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("lab14 tcp on 127\\.0\\.0\\.1:([0-9]{1,5}) to .*");

    private final Rig rig;
    private final ServerSocketChannel other;
    private final Server server;
    private final InetSocketAddress port;

    private TcpEdge(Rig rig, ServerSocketChannel other, int otherPort, String... flags) {
        this.rig = rig;
        this.other = other;
        this.server = rig.start(UsualFlags.of("--database", rig.emptyDatabase(), "--tcp", "0=127.0.0.1:" + otherPort)
                .endless("idle", "drain", "tunnel")
                .and(flags));
        this.port = new InetSocketAddress(InetAddress.getLoopbackAddress(), announced());
        rig.control("the main port serves", () -> Lab01.exchange(server, "/").expectStatus(200));
    }

    /** The other server listens, and accepts with {@link #accept}. */
    static TcpEdge open(Rig rig, String... flags) {
        ServerSocketChannel other = listen(0);
        return new TcpEdge(rig, other, other.socket().getLocalPort(), flags);
    }

    /** No other server listens. */
    static TcpEdge alone(Rig rig, int otherPort, String... flags) {
        return new TcpEdge(rig, null, otherPort, flags);
    }

    static ServerSocketChannel listen(int port) {
        try {
            return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int announced() {
        String line = server.awaitLine(text -> PORT.matcher(text).matches(), Limits.PATIENCE)
                .orElseThrow(() -> rig.failure("expected a line 'lab14 tcp on HOST:PORT to HOST:PORT' on standard "
                        + "output before 'listening on', but it did not come"));
        Matcher matcher = PORT.matcher(line);
        matcher.matches();
        return Integer.parseInt(matcher.group(1));
    }

    Server server() {
        return server;
    }

    InetSocketAddress port() {
        return port;
    }

    Wire connect() {
        return Wire.connect(rig, port);
    }

    /** Accepts the next connection to the other server. */
    Wire accept() {
        return accept(other, (int) Limits.PATIENCE.toMillis());
    }

    Wire accept(ServerSocketChannel listener, int millis) {
        try {
            listener.socket().setSoTimeout(millis);
            return new Wire(rig, "the other server", listener.socket().accept().getChannel());
        } catch (SocketTimeoutException none) {
            throw rig.failure("expected a connection to the other server, but none came");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether another connection to the other server comes within this time; it is closed. */
    boolean comes(int millis) {
        try {
            other.socket().setSoTimeout(millis);
            other.socket().accept().close();
            return true;
        } catch (SocketTimeoutException none) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            if (other != null) {
                other.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
