package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.ByteSource;
import grader.clients.http.Bytes;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import grader.core.course.Lab;
import grader.proofs.fuzzing.edge.RecordingBackend.Received;
import grader.proofs.protocol.Finding;
import grader.proofs.protocol.NetworkSchedule;
import grader.proofs.protocol.Script;
import grader.proofs.soak.SoakedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What a client sends to lab 14's edge, with a {@link RecordingBackend} after it. All requests of all clients go over
 * connections that the edge keeps, so what is left of one is found in the next.
 *
 * <p>What the backend gets, and what the client gets, has to be what {@link StrictRequest} and {@link StrictResponse}
 * make of what was sent. The edge may refuse more than they do.
 */
public final class EdgeTrial implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    static final int TIMEOUT = 120_000;     // in milliseconds: no client is given up
    private static final List<String> UNLIMITED =
            List.of("--header-timeout", "--body-timeout", "--upstream-timeout", "--queue-target");
    static final int BACKLOG = 128;

    private final RecordingBackend backend;
    private final SoakedServer edge;
    private final KnownBackends known;
    private long passed;

    /**
     * Starts the edge.
     *
     * @param more flags, such as its engine
     * @param mine out of labs/ instead of solutions/
     * @param known what also has to read what the backend gets
     */
    public EdgeTrial(Lab lab, List<String> more, boolean mine, KnownBackends known)
            throws IOException, InterruptedException {
        this.known = known;
        this.backend = new RecordingBackend(true);
        this.edge = new SoakedServer(lab, flags(backend, more), mine, TIMEOUT, BACKLOG);
        try {
            edge.open();
        } catch (IOException | InterruptedException | RuntimeException error) {
            close();
            throw error;
        }
    }

    static List<String> flags(RecordingBackend backend, List<String> more) {
        List<String> flags = new ArrayList<>(List.of("--route", "*/=app", "--backends",
                "app=http://127.0.0.1:" + backend.port()));
        flags.addAll(List.of("--max-memory-per-request", "8192"));
        UNLIMITED.forEach(flag -> flags.addAll(List.of(flag, "60000")));
        flags.addAll(more);
        return flags;
    }

    /** How many requests have reached the backend. */
    public long passed() {
        return passed;
    }

    /**
     * @return how many conversations that were
     * @throws Finding if something is wrong
     */
    public int of(Script script, Random random) {
        StrictRequest.Input input = StrictRequest.all(new String(script.bytes(), ISO_8859_1));
        try {
            Heard heard = hear(script.bytes(), random);
            List<Received> received = backend.take();
            passed += received.size();
            new EdgeReplies(input, received).check(replies(heard, input));
            return 1 + known.check(received);
        } catch (IOException refused) {
            throw new Finding("no connection is made", refused);
        } catch (Finding finding) {
            backend.forget();
            edge.unwritten().ifPresent(task -> {
                throw task;
            });
            throw finding;
        }
    }

    private record Heard(String bytes, boolean inOrder) {}

    private Heard hear(byte[] input, Random random) throws IOException {
        NetworkSchedule schedule = random.nextBoolean() ? NetworkSchedule.WHOLE : NetworkSchedule.pieces(random);
        try (RawConnection connection = RawConnection.connect(edge.address(), Peer.client(), LIMIT)) {
            for (int at = 0, end; at < input.length; at = end) {
                end = at + schedule.comes(input.length - at);
                connection.send(Arrays.copyOfRange(input, at, end), LIMIT);
            }
            connection.halfClose();
            String all = connection.within(LIMIT).rest();
            if (!connection.isOver()) {
                throw new Finding("the connection does not end", connection.how());
            }
            return new Heard(all, connection.hasEnded());
        }
    }

    /** The final responses, each read as the response to its request. */
    private static List<Response> replies(Heard heard, StrictRequest.Input input) {
        ByteSource source = ByteSource.of(heard.bytes(), heard.inOrder());
        ResponseReader reader = new ResponseReader(source);
        List<Response> replies = new ArrayList<>();
        while (!source.bytes().isEmpty()) {
            String rest = source.bytes().toString();
            int i = replies.size();
            String method = i < input.requests().size() ? input.requests().get(i).method() : "GET";
            Optional<Response> next = reader.last(method, interim -> {});
            if (next.isEmpty() && i >= input.requests().size() && source.bytes().isEmpty()) {
                return replies;     // A 100 was all, as the content has not come.
            }
            if (next.isEmpty()) {
                throw new Finding("a response has no end", Bytes.brief(rest));
            }
            // Whether a HEAD that is refused gets content is left open, and of what is no request no one knows its
            // method.
            Optional<Response> other = next.filter(EdgeTrial::isRefusal)
                    .flatMap(_ -> last(rest, method.equals("HEAD") ? "GET" : "HEAD"));
            replies.add(other.orElse(next.get()));
            if (other.isPresent()) {
                return replies;
            }
        }
        return replies;
    }

    private static boolean isRefusal(Response response) {
        return response.status() >= 400 && response.saysClose() && !response.has(RequestRecord.FIELD);
    }

    /** The last response to a request with this method, if nothing is missing of it, and nothing comes after it. */
    private static Optional<Response> last(String text, String method) {
        ByteSource source = ByteSource.of(text, true);
        return new ResponseReader(source).last(method, interim -> {})
                .filter(response -> response.isWhole() && source.bytes().isEmpty());
    }

    @Override
    public void close() {
        edge.close();
        backend.close();
        known.close();
    }
}
