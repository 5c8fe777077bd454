package grader.checks.lab13;

import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.rest.Described;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.Upstream;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The learner's server, and the three servers that it calls, each of which is WireMock. No timeout but those that a
 * check sets ends anything, no response is slow, nothing is repeated, and what is open stays open.
 */
final class CallingServer {

    /** Part of each path, besides the seed's word: equal checks may run side by side, and must not meet. */
    private static final AtomicLong SERVERS = new AtomicLong();
    private static final Duration A_MOMENT = Duration.ofMillis(10);
    private static final Described<String> DELAY = new Described<>("a number of seconds from 1 on, or a date",
            value -> value.toString().matches("0*[1-9][0-9]{0,9}|[A-Z][a-z]{2}, [0-9]{2} .* GMT"));
    private static final Pattern STALE = Pattern.compile(";[ \t]*ttl=-0*[1-9]");
    private static final Described<String> FALLBACK =
            new Described<>("one with a negative ttl, such as pricing; hit; ttl=-7, as the response is no 503",
                    value -> STALE.matcher(value.toString()).find());

    private final Rig rig;
    private final UpstreamCalls calls;
    private final Server server;

    /** @param payments where the payment service is; null for where it listens */
    private CallingServer(Rig rig, String payments, String... flags) {
        this.rig = rig;
        Upstream upstream = rig.sharedUpstream();
        String mark = rig.word() + SERVERS.incrementAndGet();
        this.calls = new UpstreamCalls(upstream, mark);
        this.server = rig.start(Lab13.unlimited(rig, "--catalog", upstream.url(), "--pricing", upstream.url(),
                "--payments", payments == null ? calls.payments() : payments, "--user", mark + ":1000000000:yes",
                "--admin-port", "0", "--breaker-open", Limits.ENDLESS, "--retries", "0").and(flags));
        Lab01.requireServes(rig, server);
    }

    static CallingServer open(Rig rig, String... flags) {
        return new CallingServer(rig, null, flags);
    }

    /** A server at whose `--payments` no server listens. */
    static CallingServer alone(Rig rig, String... flags) {
        return new CallingServer(rig, "http://127.0.0.1:" + rig.freePort(), flags);
    }

    Rig rig() {
        return rig;
    }

    Server server() {
        return server;
    }

    UpstreamCalls calls() {
        return calls;
    }

    Breakers breakers() {
        return new Breakers(rig, server);
    }

    /** Sends the request, on a connection of its own, and does not wait for the response. */
    Client begin(UpstreamCall call) {
        return server.connect().send(call.request());
    }

    /** Sends the request, and waits until the other server holds the response. */
    Client begin(UpstreamCall call, ResponseBarrier barrier) {
        int before = barrier.waiting();
        Client client = begin(call);
        expectHeld(barrier, before + 1, call);
        return client;
    }

    /** The same with a server whose requests end soon; null if this one was over before the call was made. */
    Client tryBegin(UpstreamCall call, ResponseBarrier barrier) {
        int before = barrier.waiting();
        Client client = begin(call);
        Await.comesTrue(Lab13.FIRST, () -> barrier.waiting() > before || client.awaitData(A_MOMENT));
        if (barrier.waiting() == before && client.awaitData(A_MOMENT)) {
            expectBad(client.answer());
            client.close();
            return null;
        }
        expectHeld(barrier, before + 1, call);
        return client;
    }

    void expectHeld(ResponseBarrier barrier, int count, UpstreamCall call) {
        if (!barrier.holds(count, Lab13.FIRST)) {
            throw rig.failure("expected the call " + call + " to be made, but it was not");
        }
    }

    Answer exchange(UpstreamCall call) {
        try (Client client = begin(call)) {
            client.awaitData(Lab13.FIRST);
            return client.answer();
        }
    }

    /** The request leads to one call, and its client gets what came of it. */
    Answer expectCalled(UpstreamCall call) {
        int before = calls.made(call);
        Answer answer = exchange(call);
        expectMade(call, before + 1);
        return answer;
    }

    /** The request leads to one call, and succeeds. */
    void expectSuccess(UpstreamCall call) {
        expectGood(expectCalled(call));
    }

    Answer expectGood(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw answer.statusDiffers("2xx, as the other server has responded with a 200");
        }
        return answer;
    }

    /** The request leads to one call, and fails. */
    void expectFailure(UpstreamCall call) {
        expectBad(expectCalled(call));
    }

    Answer expectBad(Answer answer) {
        if (answer.status() < 500) {
            throw answer.statusDiffers("502 or 504, as the other server has failed");
        }
        return answer;
    }

    void expectMade(UpstreamCall call, int count) {
        int made = calls.made(call);
        if (made != count) {
            throw rig.failure("expected the call " + call + " to be made " + times(count) + ", but it was made "
                    + times(made));
        }
    }

    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** No call is made for the request: its client gets a 503, or a fallback that says that it is one. */
    void expectRefused(UpstreamCall call) {
        int before = calls.made(call);
        Answer answer = exchange(call);
        if (calls.made(call) != before) {
            throw rig.failure("expected no call of " + call.callee().breaker() + " for " + call.line()
                    + ", as its breaker lets none through, but " + call + " came");
        }
        expectRefusal(answer);
    }

    static void expectRefusal(Answer answer) {
        if (answer.status() == 503) {
            answer.field("Retry-After").matches(DELAY);
        } else if (answer.status() >= 500) {
            throw answer.statusDiffers("503, or what you have in place of the response");
        } else {
            answer.field("Cache-Status").matches(FALLBACK);
        }
    }
}
