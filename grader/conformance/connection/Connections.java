package grader.conformance.connection;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a trial works with: connections to the server, each of its own, and what was seen on them. */
public final class Connections implements AutoCloseable {

    private final InetSocketAddress server;
    private final Supplier<Optional<InetSocketAddress>> shortTimeouts;
    private final Duration patience;
    private final Seen seen = new Seen();
    private final List<TrialConnection> talks = new ArrayList<>();

    /** @param shortTimeouts where the same server is, with short timeouts; empty if there is none */
    public Connections(InetSocketAddress server, Supplier<Optional<InetSocketAddress>> shortTimeouts,
            Duration patience) {
        this.server = server;
        this.patience = patience;
        this.shortTimeouts = shortTimeouts;
    }

    public TrialConnection connect() {
        return connect(server);
    }

    /** A connection to the server whose timeouts are half a second. */
    public TrialConnection connectShortTimeouts() {
        return connect(
                shortTimeouts.get().orElseThrow(() -> new NotApplicable("its timeouts cannot be set from here")));
    }

    private TrialConnection connect(InetSocketAddress address) {
        if (!talks.isEmpty()) {
            seen.tell("(another connection)");
        }
        TrialConnection talk = new TrialConnection(address, seen, patience);
        talks.add(talk);
        return talk;
    }

    /** The response to one request on a connection of its own. */
    public Reply ask(String request) {
        return connect().send(request).reply(method(request));
    }

    public static String method(String request) {
        return request.startsWith("HEAD ") ? "HEAD" : "GET";
    }

    /**
     * The nearest request that is right. A refusal says nothing of a server that refuses this one as well.
     *
     * @throws NotApplicable if the server has no such route, or takes no chunks
     */
    public Reply control(String good) {
        Reply reply = ask(good);
        if (reply.status() == 411 && !good.contains("Content-Length")) {
            throw new NotApplicable("it wants a Content-Length, as RFC 9112 §6.3 allows");
        }
        if (reply.status() == 404 || reply.status() == 405) {
            throw new NotApplicable("no such route: " + good.replaceAll("\\|.*", "") + " gets " + reply.status());
        }
        return reply.expect(reply.isSuccess(), "success for its control request");
    }

    public List<String> seen() {
        return seen.lines();
    }

    @Override
    public void close() {
        talks.forEach(TrialConnection::close);
    }
}
