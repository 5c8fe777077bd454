package grader.conformance;

import grader.clients.http.Limits;
import grader.conformance.connection.Connections;
import grader.conformance.connection.Silence;
import grader.conformance.connection.Unmet;
import grader.conformance.requirements.Requirement;
import grader.conformance.requirements.TestCases;
import grader.grading.server.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What got no response is tried again, alone, on a healthy server: another trial may have brought the first one down,
 * or its response was sent and lost to a reset, which says nothing about it. The first response that is seen counts;
 * that there was none before stays in the outcome. What was seen and is wrong stays as it is, even if it would go well
 * the next time: that is how races are found.
 */
final class SilenceRetry implements AutoCloseable {

    /** No other trial runs meanwhile. */
    private static final Duration ALONE = Limits.PATIENCE.dividedBy(4);

    /** A response that is lost to a reset is lost by chance. */
    private static final int MOST_LOOKS = 5;

    private final Supplier<Server> servers;
    private final Supplier<Optional<InetSocketAddress>> shortTimeouts;
    private Server server;      // null until it is needed

    SilenceRetry(Supplier<Server> servers, Supplier<Optional<InetSocketAddress>> shortTimeouts) {
        this.servers = servers;
        this.shortTimeouts = shortTimeouts;
    }

    List<Outcome> of(List<Outcome> outcomes) {
        return outcomes.stream().map(one -> one.silence() == Silence.NONE ? one : again(one)).toList();
    }

    private Outcome again(Outcome first) {
        Outcome last = once(first.requirement());
        for (int looks = 1; last.silence() == Silence.GONE && looks < MOST_LOOKS; looks++) {
            last = once(first.requirement());
        }
        return new Outcome(last.requirement(), last.mark(), last.reason(), first.silence(), last.seen());
    }

    private Outcome once(Requirement requirement) {
        if (server == null || !isWell()) {
            close();
            server = servers.get();
        }
        return new Suite(server.address(), shortTimeouts, ALONE).run(List.of(requirement), done -> {}).getFirst();
    }

    private boolean isWell() {
        try (Connections wire = new Connections(server.address(), shortTimeouts, ALONE)) {
            return wire.ask(TestCases.GET).isSuccess();
        } catch (Unmet silence) {
            return false;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
