package grader.checks.lab13;

import static grader.checks.lab13.UpstreamCalls.json;
import static grader.checks.lab13.UpstreamCalls.paid;
import static grader.checks.lab13.UpstreamCalls.status;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Task retry: when a call is repeated, and how many repetitions there are in all. */
class RetryLimitsChecks {

    private static final int REPETITIONS = 7;
    /** All waits of three calls together: on average 9525 ms, and less than this once in 100,000 times. */
    private static final int LEAST_MILLIS = 2_000;
    /** The last waits, which are up to 800, 1600 and 3200 ms: all are closer together once in 600,000 times. */
    private static final int LAST = 3;
    private static final int APART_MILLIS = 100;
    private static final int SAVED = 10;
    private static final int GOOD = 40;
    /** Half of a repetition is left in the end. */
    private static final int BAD = 43;
    /** Hundredths that a program can add up without an error: four of them are a whole one. */
    private static final int PERCENT = 25;

    @Test
    @Check(value = "waits get longer, and differ", task = "retry", rule = "retry-wait", points = 1, ownServer = true,
            slow = true, builds = "repeated",
            explain = """
                    Repetitions that come at once find the same failure. Those that come after the same time come
                    together: all callers that failed at one moment are there again at the next, in step. So the most
                    doubles each time, and each wait is random, from 0 on.
                    """)
    void backoff(Rig rig) {
        CallingServer calling = RetriedChecks.open(rig, "--retries", "" + REPETITIONS);
        List<UpstreamCall> calls = List.of(calling.calls().find(status(503)), calling.calls().product(status(503)),
                calling.calls().checkout(status(503)));
        List<Client> clients = calls.stream().map(calling::begin).toList();
        try {
            clients.forEach(client -> {
                client.awaitData(Lab13.FIRST);
                calling.expectBad(client.answer());
            });
        } finally {
            clients.forEach(Client::close);
        }
        List<List<Long>> waits = calls.stream().map(call -> waits(calling, call)).toList();
        rig.tell("milliseconds between the calls of each request: " + waits);
        long sum = waits.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
        if (sum < LEAST_MILLIS) {
            throw rig.failure("expected three times waits of up to 50, 100, 200, 400, 800, 1600 and 3200 ms, which "
                    + "together are never less than " + LEAST_MILLIS + " ms, but they were " + sum + " ms: " + waits);
        }
        if (!differ(waits)) {
            throw rig.failure("expected waits that are random, but all requests waited for the same times: " + waits);
        }
    }

    private static List<Long> waits(CallingServer calling, UpstreamCall call) {
        calling.expectMade(call, REPETITIONS + 1);
        List<Long> times = calling.calls()
                .received(call)
                .stream()
                .map(LoggedRequest::getLoggedDate)
                .map(date -> date.getTime())
                .toList();
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            waits.add(times.get(i) - times.get(i - 1));
        }
        return waits;
    }

    private static boolean differ(List<List<Long>> waits) {
        return IntStream.range(REPETITIONS - LAST, REPETITIONS).anyMatch(i -> {
            LongSummaryStatistics same = waits.stream().mapToLong(each -> each.get(i)).summaryStatistics();
            return same.getMax() - same.getMin() > APART_MILLIS;
        });
    }

    @Test
    @Check(value = "no repetition comes before Retry-After, or when the request has no time left then",
            task = "retry", rule = "retry-after", points = 2, ownServer = true, builds = "repeated",
            clause = "RFC 9110 §10.2.3",
            explain = """
                    The other server knows best when it will work again. To ask it before that is in vain, and keeps
                    it busy. And if the client has left by then, it should learn now that there will be no response:
                    the time that it has left is better spent elsewhere.
                    """)
    void retryAfter(Rig rig) {
        CallingServer calling = RetriedChecks.open(rig, "--handler-timeout", "60000", "--total-timeout", "60000");
        rig.each("Retry-After: 2", () -> {
            UpstreamCall call = calling.calls().find(status(503).withHeader("Retry-After", "2"), paid());
            calling.expectGood(calling.exchange(call));
            calling.expectMade(call, 2);
            List<LoggedRequest> received = calling.calls().received(call);
            long millis = received.get(1).getLoggedDate().getTime() - received.get(0).getLoggedDate().getTime();
            rig.tell("the repetition came " + millis + " ms after the call");
            if (millis < 1_990) {
                throw rig.failure("expected the repetition 2 s after the call or later, as its response had the field "
                        + "Retry-After: 2, but it came after " + millis + " ms");
            }
        });
        rig.each("Retry-After: 3600, and a minute left", () -> {
            UpstreamCall call = calling.calls().find(status(503).withHeader("Retry-After", "3600"), paid());
            try (Client client = calling.begin(call)) {
                if (!client.awaitData(Limits.PATIENCE)) {
                    throw client.missing("the failure at once");
                }
                calling.expectBad(client.answer());
            }
            calling.expectMade(call, 1);
        });
    }

    private static int repetitions(CallingServer calling, int requests) {
        return repetitions(calling, requests, "a 503", status(503));
    }

    /** Sends requests whose calls always fail. Returns how many repetitions there were. */
    private static int repetitions(CallingServer calling, int requests, String shown,
            ResponseDefinitionBuilder failure) {
        int[] made = {0};
        calling.rig().tell(requests + " requests; the response to each call for them is " + shown);
        calling.rig().quietly(() -> {
            for (int i = 0; i < requests; i++) {
                UpstreamCall call = calling.calls().find(failure);
                calling.expectBad(calling.exchange(call));
                made[0] += calling.calls().made(call);
            }
        });
        calling.rig().tell("the payment service got " + made[0] + " calls");
        return made[0] - requests;
    }

    private static void expect(CallingServer calling, int repetitions, int least, int most, String why) {
        if (repetitions < least || repetitions > most) {
            throw calling.rig()
                    .failure("expected " + (least == most ? "" + least : least + " or " + most)
                            + " repetitions, as " + why + ", but there were " + repetitions);
        }
    }

    @Test
    @Check(value = "repetitions are a small part of all calls", task = "retry", rule = "retry-budget", points = 2,
            ownServer = true, slow = true, builds = "repeated",
            explain = """
                    If everything fails, and each request makes three calls, the other server gets three times its
                    load, at the worst moment: it cannot come back. A budget ends that. It is filled by calls that
                    are made for requests, and not by repetitions, or it would fill itself. And it does not grow while
                    all is well, or the first bad minute would spend what a good day has saved.
                    """)
    void budget(Rig rig) {
        rig.each("--retry-budget 0", () -> {
            CallingServer calling = RetriedChecks.open(rig, "--retries", "1", "--retry-budget", "0");
            expect(calling, repetitions(calling, SAVED + 5), SAVED, SAVED, "a budget begins with so many");
            UpstreamCall product = calling.calls().product(status(503), json());
            rig.tell("the catalog has a budget of its own");
            calling.expectGood(calling.exchange(product));
            calling.expectMade(product, 2);
        });
        rig.each("--retry-budget 0, and calls that are not repeated for want of time", () -> {
            CallingServer calling = RetriedChecks.open(rig, "--retries", "1", "--retry-budget", "0",
                    "--handler-timeout", "60000", "--total-timeout", "60000");
            expect(calling, repetitions(calling, SAVED, "a 503 with Retry-After: 3600",
                    status(503).withHeader("Retry-After", "3600")), 0, 0, "no request has an hour");
            expect(calling, repetitions(calling, SAVED + 5), SAVED, SAVED, "so many are in the budget");
        });
        rig.each("--retry-budget " + PERCENT, () -> {
            CallingServer calling = RetriedChecks.open(rig, "--retries", "1", "--retry-budget=" + PERCENT);
            rig.tell(GOOD + " requests whose calls succeed");
            rig.quietly(() -> {
                for (int i = 0; i < GOOD; i++) {
                    calling.expectGood(calling.exchange(calling.calls().find(paid())));
                }
            });
            int most = SAVED + BAD * PERCENT / 100;
            expect(calling, repetitions(calling, BAD), most - 1, most, SAVED + " are saved at most, and " + BAD
                    + " calls add a quarter of one each");
        });
    }

    @Test
    @Check(value = "no repetition passes an open breaker", task = "retry", rule = "retry-breaker", points = 2,
            ownServer = true, builds = {"repeated", "opens"},
            explain = """
                    A repetition is a call like any other: the breaker sees each of them, and each needs its consent.
                    If the repetitions are inside, the breaker sees one failure where there were many, opens late, and
                    calls go on while it is open.
                    """)
    void throughOpen(Rig rig) {
        CallingServer calling = CallingServer.open(rig,
                "--retries", "5", "--breaker-window", "4", "--breaker-rate", "100");
        UpstreamCall call = calling.calls().find(status(503));
        rig.tell("one request; the response to each call for it is a 503");
        calling.expectBad(calling.exchange(call));
        calling.expectMade(call, 2);
        calling.breakers()
                .await(Callee.PAYMENTS, "two calls are half of the window, and both have failed",
                        Breakers.OPEN);
    }
}
