package grader.checks.lab13;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static grader.checks.lab13.UpstreamCalls.json;
import static grader.checks.lab13.UpstreamCalls.paid;
import static grader.checks.lab13.UpstreamCalls.price;
import static grader.checks.lab13.UpstreamCalls.status;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.UsualFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Task retry: what is repeated, and what is not. */
class RetriedChecks {

    private static final String KEY = "Idempotency-Key";

    /** A server whose calls are repeated twice, and whose breakers do not open. */
    static CallingServer open(Rig rig, String... flags) {
        return CallingServer.open(rig,
                UsualFlags.of("--retries", "2", "--breaker-window", "100000").and(flags));
    }

    private static List<String> key(Rig rig) {
        return List.of(KEY + ": " + rig.word());
    }

    /** The call is made so often, as it fails each time. */
    private static void expectFailed(CallingServer calling, UpstreamCall call, int times) {
        calling.expectBad(calling.exchange(call));
        calling.expectMade(call, times);
    }

    private static void control(CallingServer calling) {
        calling.rig().control("a GET after a 503 is repeated", () -> {
            UpstreamCall call = calling.calls().find(status(503), paid());
            calling.expectGood(calling.exchange(call));
            calling.expectMade(call, 2);
        });
    }

    @Test
    @Check(value = "a call that may go better is repeated, and the client gets the good response", task = "retry",
            rule = "retry-when", points = 3, foundation = true, ownServer = true,
            explain = """
                    A server that restarts, a connection that is lost, a moment of overload: these pass, and often
                    within milliseconds. A client that waits anyway need not learn of them. But each repetition costs
                    the other server as much as a new request, so their number has a limit.
                    """)
    void repeated(Rig rig) {
        CallingServer calling = open(rig);
        UpstreamCalls calls = calling.calls();
        for (int status : new int[] {502, 503, 504}) {
            rig.each("a " + status + " of the payment service, and then a 200", () -> {
                UpstreamCall call = calls.find(status(status), paid());
                calling.expectGood(calling.exchange(call));
                calling.expectMade(call, 2);
            });
        }
        rig.each("a 503 for a price, and then a 200",
                () -> calling.expectGood(calling.exchange(calls.checkout(status(503), price()))));
        rig.each("a 503 for a product, and then a 200",
                () -> calling.expectGood(calling.exchange(calls.product(status(503), json()))));
        rig.each("--retries 2, and a 503 each time", () -> expectFailed(calling, calls.find(status(503)), 3));
        rig.each("--retries 4, and a 503 each time", () -> {
            CallingServer more = open(rig, "--retries=4");
            expectFailed(more, more.calls().find(status(503)), 5);
        });
        rig.each("no response within --catalog-timeout", () -> {
            CallingServer impatient = open(rig, "--catalog-timeout", "3000");
            UpstreamCall call = impatient.calls().fine(Callee.CATALOG);
            try (ResponseBarrier held = impatient.calls().holdFirst(call);
                    Client client = impatient.begin(call, held)) {
                impatient.expectGood(client.answer());
            }
        });
    }

    @Test
    @Check(value = "a response that will be the same next time is no reason to repeat a call", task = "retry",
            rule = "retry-when", points = 1, ownServer = true, builds = "repeated",
            explain = """
                    A 500 is a fault in the other server, which is there the next time, too, and after a 4xx it is the
                    request that has to change. To repeat such a call only delays the response, and takes from the
                    budget what others need.
                    """)
    void noReason(Rig rig) {
        CallingServer calling = open(rig);
        control(calling);
        for (int status : new int[] {500, 501, 400, 404, 409, 429}) {
            rig.each("a " + status + " of the payment service", () -> {
                UpstreamCall call = calling.calls().find(status(status));
                calling.exchange(call);
                calling.expectMade(call, 1);
            });
        }
        rig.each("a 503 with --retries 0", () -> {
            CallingServer none = open(rig, "--retries", "0");
            expectFailed(none, none.calls().find(status(503)), 1);
        });
    }

    @Test
    @Check(value = "a POST is repeated only with an Idempotency-Key", task = "retry", rule = "retry-idempotent",
            points = 2, ownServer = true, builds = "repeated", clause = "RFC 9110 §9.2.2",
            explain = """
                    A payment whose response was lost may have been made. To send it again would be to pay twice,
                    unless the service can tell that it is the same one: that is what the key is for. A 503 or a reset
                    says nothing about how far the service got.
                    """)
    void post(Rig rig) {
        CallingServer calling = open(rig);
        UpstreamCalls calls = calling.calls();
        control(calling);
        rig.each("a 503 without a key", () -> expectFailed(calling, calls.pay(List.of(), status(503)), 1));
        rig.each("a reset without a key", () -> expectFailed(calling,
                calls.pay(List.of(), aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)), 1));
        rig.each("a 503 with a key", () -> expectFailed(calling, calls.pay(key(rig), status(503)), 3));
        rig.each("a reset with a key, and then a 200", () -> calling.expectGood(calling.exchange(
                calls.pay(key(rig), aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), paid()))));
        rig.each("an end without a response with a key, and then a 200", () -> calling.expectGood(calling.exchange(
                calls.pay(key(rig), aResponse().withFault(Fault.EMPTY_RESPONSE), paid()))));
    }

    @Test
    @Check(value = "a POST that no server can have got is repeated", task = "retry", rule = "retry-idempotent",
            points = 1, ownServer = true, builds = {"repeated", "opens", "failures"},
            explain = """
                    If no connection could be opened, nothing was sent, so nothing can have happened. That is the one
                    failure after which any request may be repeated: a service that restarts refuses connections for a
                    moment.
                    """)
    void noConnection(Rig rig) {
        String[] window = {"--breaker-window", "6", "--breaker-rate", "100"};
        CallingServer once = CallingServer.alone(rig, window);
        rig.control("one call that fails does not open the breaker", () -> {
            once.expectBad(once.exchange(once.calls().pay(List.of(), paid())));
            once.breakers().expect(Callee.PAYMENTS, "there was only one call", Breakers.CLOSED);
        });
        CallingServer calling = CallingServer.alone(rig,
                UsualFlags.of("--retries", "2").and(window));
        rig.tell("one request to pay, without a key; its call and two repetitions are half of the window");
        calling.expectBad(calling.exchange(calling.calls().pay(List.of(), paid())));
        calling.breakers().await(Callee.PAYMENTS, "the call and its repetitions have failed", Breakers.OPEN);
    }

    @Test
    @Check(value = "a repetition is the same request, with the same content", task = "retry",
            rule = "retry-idempotent", points = 1, ownServer = true, builds = "repeated",
            explain = """
                    Content that is read from the client while it is sent can be sent once. A repetition needs it
                    again, from the first byte; and it needs the same key, or it is another payment.
                    """)
    void sameContent(Rig rig) {
        CallingServer calling = open(rig);
        UpstreamCalls calls = calling.calls();
        control(calling);
        rig.each("POST /payments", () -> expectSame(calling, calls.pay(key(rig), status(503), status(503), paid())));
        rig.each("PUT /products", () -> expectSame(calling, calls.write(status(503), status(503), json())));
    }

    /** All calls have the content and the key of the first one, whose key is that of the request. */
    private static void expectSame(CallingServer calling, UpstreamCall call) {
        calling.expectGood(calling.exchange(call));
        calling.expectMade(call, 3);
        List<String> contents = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (LoggedRequest received : calling.calls().received(call)) {
            contents.add(received.getBodyAsString());
            keys.add(received.containsHeader(KEY) ? KEY + ": " + received.getHeader(KEY) : "");
        }
        if (!call.request().contains(keys.getFirst()) || Set.copyOf(keys).size() > 1
                || call.request().contains(KEY) && keys.getFirst().isEmpty()) {
            throw calling.rig()
                    .failure("expected each call to have the Idempotency-Key of the request, got " + keys);
        }
        if (Set.copyOf(contents).size() > 1) {
            throw calling.rig().failure("expected each call to have the same content, got " + contents);
        }
    }
}
