package grader.conformance;

import grader.clients.http.CheckFailed;
import grader.conformance.caching.CachingCases;
import grader.conformance.caching.CodingCases;
import grader.conformance.caching.ConditionCases;
import grader.conformance.caching.DateCases;
import grader.conformance.caching.IfRangeCases;
import grader.conformance.caching.NotModifiedCases;
import grader.conformance.caching.RangeCases;
import grader.conformance.caching.TagCases;
import grader.conformance.caching.ValidatorCases;
import grader.conformance.caching.WriteCases;
import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Silence;
import grader.conformance.connection.Unmet;
import grader.conformance.requirements.AnswerCases;
import grader.conformance.requirements.ChunkCases;
import grader.conformance.requirements.ConnectionCases;
import grader.conformance.requirements.ContentCases;
import grader.conformance.requirements.EndCases;
import grader.conformance.requirements.ExpectCases;
import grader.conformance.requirements.FieldCases;
import grader.conformance.requirements.HostCases;
import grader.conformance.requirements.LengthCases;
import grader.conformance.requirements.MessageCases;
import grader.conformance.requirements.MethodCases;
import grader.conformance.requirements.Requirement;
import grader.conformance.requirements.TargetCases;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The requirements of RFC 9110, RFC 9111 and RFC 9112 for an origin server that can be seen from outside, and how a
 * server stands to them.
 *
 * <p>Each is tried on connections of its own, many at the same time. None waits without end.
 */
public final class Suite {

    private static final int LANES = 12;

    private static final List<Requirement> ALL =
            List.of(new MessageCases(), new TargetCases(), new HostCases(), new FieldCases(), new LengthCases(),
                    new ChunkCases(), new MethodCases(), new AnswerCases(), new ContentCases(), new ConnectionCases(),
                    new EndCases(), new ExpectCases(), new ConditionCases(), new ValidatorCases(), new TagCases(),
                    new DateCases(), new NotModifiedCases(), new WriteCases(), new RangeCases(), new IfRangeCases(),
                    new CodingCases(), new CachingCases())
                    .stream()
                    .flatMap(group -> group.requirements().stream())
                    .toList();

    private final InetSocketAddress server;
    private final Supplier<Optional<InetSocketAddress>> shortTimeouts;
    private final Duration patience;

    /**
     * @param shortTimeouts where the same server is, with short timeouts; empty if there is none
     * @param patience for each thing that the server has to do
     */
    public Suite(InetSocketAddress server, Supplier<Optional<InetSocketAddress>> shortTimeouts, Duration patience) {
        this.patience = patience;
        this.server = server;
        this.shortTimeouts = shortTimeouts;
    }

    /** All of them, in the order of the RFCs as far as that helps. */
    public static List<Requirement> requirements() {
        return ALL;
    }

    /**
     * Tries these.
     *
     * @param progress is told how many are done
     * @throws CheckFailed if the server with short timeouts does not start
     */
    public List<Outcome> run(List<Requirement> chosen, IntConsumer progress) {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES, Thread.ofPlatform().daemon().factory())) {
            List<Future<Outcome>> running = chosen.stream().map(one -> lanes.submit(() -> {
                Outcome outcome = outcome(one);
                progress.accept(done.incrementAndGet());
                return outcome;
            })).toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CheckFailed notStarted) {
                throw notStarted;      // the short-timeout server: a fault of what is tried
            }
            throw new IllegalStateException("a trial has a mistake: " + failed.getCause(), failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private Outcome outcome(Requirement one) {
        try (Connections wire = new Connections(server, shortTimeouts, patience)) {
            try {
                one.trial().run(wire);
                return new Outcome(one, Mark.MET, "", Silence.NONE, wire.seen());
            } catch (Unmet unmet) {
                return new Outcome(one, Mark.UNMET, unmet.getMessage(), unmet.silence(), wire.seen());
            } catch (NotApplicable not) {
                return new Outcome(one, Mark.NOT_APPLICABLE, not.getMessage(), Silence.NONE, wire.seen());
            }
        }
    }
}
