package grader.clients.upstream;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service that the learner's server calls: WireMock, with the responses that a check configures and a record of the
 * requests.
 *
 * <p>WireMock takes a second to start, so a returned one is reset and kept for the next check.
 */
public final class Upstream implements AutoCloseable {

    private static final ConcurrentLinkedDeque<Upstream> WARM = new ConcurrentLinkedDeque<>();
    /** Those who wait at a gate have a thread each. */
    private static final int MOST_THREADS = 200;
    private static final int MOST_REQUESTS = 20_000;
    /** Bytes of content of all requests together. */
    private static final long MOST_CONTENT = 16L << 20;

    private final ResponseBarriers gates = new ResponseBarriers();
    private final AtomicLong room = new AtomicLong(MOST_CONTENT);
    private final WireMockServer server = new WireMockServer(options().bindAddress("127.0.0.1")
            .dynamicPort()
            .containerThreads(MOST_THREADS)
            .maxRequestJournalEntries(MOST_REQUESTS)
            .httpServerFactory((options, admin, stubs) -> new BoundedHttpServer(options, admin, stubs, room))
            .extensions(gates));

    private Upstream() {}

    /** An upstream of one's own, until it is closed. */
    public static Upstream take() {
        Upstream warm = WARM.poll();
        if (warm != null) {
            return warm;
        }
        Upstream fresh = new Upstream();
        fresh.server.start();
        return fresh;
    }

    /** Where it listens: `http://127.0.0.1:PORT`. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Tells it what to answer. */
    public void answers(MappingBuilder mapping) {
        server.stubFor(mapping);
    }

    /** What came, in the order in which it came; of very many requests, the last ones. */
    public List<LoggedRequest> received() {
        return server.getAllServeEvents().reversed().stream().map(event -> event.getRequest()).toList();
    }

    /** What came for paths that begin so, however they were escaped. */
    public List<LoggedRequest> received(String path) {
        SamePath start = SamePath.startingWith(path);
        return received().stream().filter(request -> start.match(request.getUrl()).isExactMatch()).toList();
    }

    /**
     * From now on holds the responses for URLs with this prefix, until the barrier is closed or releases them. A method
     * and a space may come before the prefix.
     */
    public ResponseBarrier hold(String path) {
        return gates.put(ResponseBarrier.untilClosed(path));
    }

    /** As `hold`, but only the first response: those of later requests are sent meanwhile. */
    public ResponseBarrier holdFirst(String path) {
        return gates.put(ResponseBarrier.forFirst(path));
    }

    /** As `hold`, but lets them go by itself whenever so many wait. */
    public ResponseBarrier gather(String path, int party) {
        return gates.put(ResponseBarrier.forParties(path, party));
    }

    /** Delays each response for URLs with this prefix, for this long. */
    public ResponseBarrier delay(String path, Duration each) {
        return gates.put(ResponseBarrier.forEach(path, each));
    }

    /** Forgets answers and requests, lets go whom it holds, and gives it back. */
    @Override
    public void close() {
        gates.openAll();
        server.resetAll();
        room.set(MOST_CONTENT);
        WARM.add(this);
    }
}
