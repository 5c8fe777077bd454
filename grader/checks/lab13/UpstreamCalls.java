package grader.checks.lab13;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import grader.checks.lab01.Lab01;
import grader.clients.upstream.ResponseBarrier;
import grader.clients.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The calls that requests lead to, what WireMock, which is all three other servers, responds, and what it got. */
final class UpstreamCalls {

    private final Upstream upstream;
    private final String mark;
    private final AtomicLong begun = new AtomicLong();

    /** @param mark part of each path. It is the id of a customer, too */
    UpstreamCalls(Upstream upstream, String mark) {
        this.upstream = upstream;
        this.mark = mark;
    }

    /** Where the payment service is. */
    String payments() {
        return upstream.url() + "/" + mark;
    }

    /** A payment that the service knows. */
    UpstreamCall fine() {
        return find(paid());
    }

    /** A payment for which the service fails, in a way that is no reason for a repetition. */
    UpstreamCall failing() {
        return find(aResponse().withStatus(500));
    }

    static ResponseDefinitionBuilder paid() {
        return okJson("{\"status\":\"paid\"}");
    }

    static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    /** A `GET` of a payment, to which the service responds so: the last response is the one to all later calls. */
    UpstreamCall find(ResponseDefinitionBuilder... responses) {
        String target = "/payments/" + id();
        return responds(new UpstreamCall(Callee.PAYMENTS, Lab01.get(target), "GET", "/" + mark + target, ""),
                responses);
    }

    /** A `POST` of a payment. @param fields lines such as `Idempotency-Key: x` */
    UpstreamCall pay(List<String> fields, ResponseDefinitionBuilder... responses) {
        String id = id();
        String request = withJson("POST", "/payments", fields, "{\"cents\":5,  \"reference\":\"" + id + "\"}");
        return responds(new UpstreamCall(Callee.PAYMENTS, request, "POST", "/" + mark + "/payments", id), responses);
    }

    /** A `GET` of a product that the server does not have yet. */
    UpstreamCall product(ResponseDefinitionBuilder... responses) {
        String target = "/products/" + id();
        return responds(new UpstreamCall(Callee.CATALOG, Lab01.get(target), "GET", target, ""), responses);
    }

    /** A `PUT` of a product. */
    UpstreamCall write(ResponseDefinitionBuilder... responses) {
        String id = id();
        String target = "/products/" + id;
        String request = withJson("PUT", target, List.of(), "{\"sku\":\"" + id + "\",\"price\":1}");
        return responds(new UpstreamCall(Callee.CATALOG, request, "PUT", target, id), responses);
    }

    /** A checkout of one item, and the call for its price. */
    UpstreamCall checkout(ResponseDefinitionBuilder... responses) {
        String sku = id();
        String order = "{\"user\":\"" + mark + "\",\"email\":\"a@b.example\",\"items\":[{\"sku\":\"" + sku
                + "\",\"quantity\":1}]}";
        return responds(new UpstreamCall(Callee.PRICING, withJson("POST", "/checkout", List.of(), order), "GET",
                "/prices/" + sku, ""), responses);
    }

    static ResponseDefinitionBuilder price() {
        return okJson("{\"cents\":100}");
    }

    static ResponseDefinitionBuilder json() {
        return okJson("{\"sku\":\"x\",\"price\":1}");
    }

    /** A call of this server that succeeds. */
    UpstreamCall fine(Callee callee) {
        return switch (callee) {
            case PRICING -> checkout(price());
            case CATALOG -> product(json());
            case PAYMENTS -> fine();
        };
    }

    /** A call of this server that fails. */
    UpstreamCall failing(Callee callee) {
        return switch (callee) {
            case PRICING -> checkout(status(500));
            case CATALOG -> product(status(500));
            case PAYMENTS -> failing();
        };
    }

    /** No id begins another one. */
    private String id() {
        return mark + "-" + begun.incrementAndGet() + "x";
    }

    private static String withJson(String method, String target, List<String> fields, String json) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: localhost",
                "Content-Type: application/json", "Content-Length: " + json.length()));
        lines.addAll(fields);
        return String.join("\r\n", lines) + "\r\n\r\n" + json;
    }

    private UpstreamCall responds(UpstreamCall call, ResponseDefinitionBuilder... responses) {
        String state = Scenario.STARTED;
        for (int i = 0; i < responses.length; i++) {
            ScenarioMappingBuilder stub = call.stub()
                    .inScenario(call.toString())
                    .whenScenarioStateIs(state)
                    .willReturn(responses[i]);
            if (i + 1 < responses.length) {
                state = "responded " + (i + 1);
                stub = stub.willSetStateTo(state);
            }
            upstream.answers(stub);
        }
        return call;
    }

    /** What the other server got of this call, in order. */
    List<LoggedRequest> received(UpstreamCall call) {
        return upstream.received(call.path()).stream().filter(call::is).toList();
    }

    int made(UpstreamCall call) {
        return received(call).size();
    }

    /** Holds the responses to this call until the barrier is opened. */
    ResponseBarrier hold(UpstreamCall call) {
        return upstream.hold(call.method() + " " + call.path());
    }

    /** Holds the first response to this call. */
    ResponseBarrier holdFirst(UpstreamCall call) {
        return upstream.holdFirst(call.method() + " " + call.path());
    }

    /** Delays each response to this call. */
    ResponseBarrier delay(UpstreamCall call, Duration each) {
        return upstream.delay(call.method() + " " + call.path(), each);
    }
}
