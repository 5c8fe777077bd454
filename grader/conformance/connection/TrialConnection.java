package grader.conformance.connection;

import grader.clients.http.Bytes;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection of a trial: what passes is kept to be shown, and where nothing comes in time the requirement is unmet.
 *
 * <p>In what is sent, `|` stands for CR LF. A write that fails is no fault of the server, as long as its response can
 * be read.
 */
public final class TrialConnection implements AutoCloseable {

    /** For a reset that comes after the end of the stream. It is on its way by then. */
    private static final Duration RESET_LIMIT = Duration.ofMillis(250);

    private final RawConnection connection;
    private final ResponseReader reader;
    private final Seen seen;
    private final Duration patience;

    /** @param patience for each thing that the server has to do */
    TrialConnection(InetSocketAddress address, Seen seen, Duration patience) {
        this.seen = seen;
        this.patience = patience;
        try {
            this.connection = RawConnection.connect(address, Peer.client(), patience);
        } catch (IOException error) {
            throw new Unmet("no connection: " + error.getMessage(), Silence.GONE);
        }
        this.reader = new ResponseReader(connection);
    }

    /** The bytes that `text` stands for. */
    public static String bytes(String text) {
        return text.replace("|", "\r\n");
    }

    public TrialConnection send(String text) {
        seen.bytes(">", bytes(text));
        return sendQuietly(text);
    }

    /** As `send`, but it is not told: for many small pieces. */
    public TrialConnection sendQuietly(String text) {
        if (!connection.isStuck() && !connection.send(bytes(text).getBytes(StandardCharsets.ISO_8859_1), patience)) {
            seen.tell(connection.how());
        }
        return this;
    }

    /** Ends the sending side: the client says no more, and still listens. */
    public TrialConnection halfClose() {
        seen.tell("> (end of the sending side)");
        if (!connection.halfClose()) {
            seen.tell(connection.how());
        }
        return this;
    }

    /** The final response to a GET, a POST or the like; interim ones are passed over. */
    public Reply reply() {
        return reply("GET");
    }

    /** The final response to a request with this method. */
    public Reply reply(String method) {
        return maybe(method)
                .orElseThrow(() -> new Unmet("expected a response, but " + connection.how(), Silence.GONE));
    }

    /** The final response; empty if the connection ends without one. */
    public Optional<Reply> maybe(String method) {
        connection.within(patience);
        Optional<Reply> reply = seen(reader.last(method, one -> seen.bytes("<", one.raw())));
        reply.filter(Response::isInterim).ifPresent(one -> {
            throw new Unmet("expected a final response, but after " + ResponseReader.MOST_INTERIMS
                    + " interim ones came another: " + Bytes.brief(one.statusLine()));
        });
        return reply;
    }

    /** The next response, interim or final; empty if the connection ends without one. */
    public Optional<Reply> next(String method) {
        connection.within(patience);
        return seen(reader.next(method));
    }

    private Optional<Reply> seen(Optional<Response> response) {
        response.ifPresent(one -> seen.bytes("<", one.raw()));
        if (response.isEmpty() && !connection.isOver()) {
            tellRest();
            throw new Unmet("expected a response, but " + connection.how(), Silence.LATE);
        }
        return response.map(Reply::new);
    }

    /** Waits for the end of the connection; a response before it is one too many. */
    public void expectEnd() {
        String rest = rest();
        if (!connection.isOver()) {
            throw new Unmet("expected the end of the connection, but it is still open after " + patience.toMillis()
                    + " ms", rest.isEmpty() ? Silence.LATE : Silence.NONE);
        }
        if (!rest.isEmpty()) {
            throw new Unmet("expected the end of the connection, but more came: " + Bytes.brief(rest));
        }
    }

    /** Everything that still comes, up to the end of the connection or of our patience. */
    public String rest() {
        String rest = connection.within(patience).rest();
        tellRest();
        return rest;
    }

    private void tellRest() {
        if (!connection.bytes().isEmpty()) {
            seen.bytes("<", connection.bytes().toString());
        }
        seen.tell("< (" + connection.how() + ")");
    }

    /** Whether nothing has come, and nothing is there at this moment. */
    public boolean isSilent() {
        return isSilentFor(1);
    }

    /** Waits for so many milliseconds; whether nothing has come by then, and the connection stands. */
    public boolean isSilentFor(int millis) {
        return connection.bytes().isEmpty() && !connection.within(Duration.ofMillis(millis)).more()
                && !connection.isOver();
    }

    /** Waits until something comes, or the connection ends. */
    public boolean awaitData() {
        return !connection.bytes().isEmpty() || connection.within(patience).more();
    }

    public Duration patience() {
        return patience;
    }

    /** Whether the server has reset the connection, which may also come after the end of the stream. */
    public boolean wasReset() {
        if (!connection.isReset() && connection.awaitReset(RESET_LIMIT)) {
            seen.tell("< (and after that a reset)");
        }
        return connection.isReset();
    }

    public boolean hasEnded() {
        return connection.isOver();
    }

    /** Leaves with a reset, whatever is under way. */
    public void reset() {
        seen.tell("> (reset)");
        connection.reset();
    }

    @Override
    public void close() {
        connection.close();
    }
}
