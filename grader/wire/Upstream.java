package grader.wire;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A service that the learner's server calls: WireMock, with the answers that a check tells it and a record of what came.
 *
 * <p>WireMock takes a second to start, so those that are given back are kept warm for the next check, as if new.
 */
public final class Upstream implements AutoCloseable {

    private static final ConcurrentLinkedDeque<WireMockServer> WARM = new ConcurrentLinkedDeque<>();

    private final WireMockServer server;

    private Upstream(WireMockServer server) {
        this.server = server;
    }

    /** An upstream of one's own, until it is closed. */
    public static Upstream take() {
        WireMockServer warm = WARM.poll();
        if (warm != null) {
            return new Upstream(warm);
        }
        WireMockServer fresh = new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        fresh.start();
        return new Upstream(fresh);
    }

    /** Where it listens: `http://127.0.0.1:PORT`. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Tells it what to answer. */
    public void answers(MappingBuilder mapping) {
        server.stubFor(mapping);
    }

    /** What came, in the order in which it came. */
    public List<LoggedRequest> received() {
        return server.getAllServeEvents().reversed().stream().map(event -> event.getRequest()).toList();
    }

    /** Forgets answers and requests, and gives it back. */
    @Override
    public void close() {
        server.resetAll();
        WARM.add(server);
    }
}
