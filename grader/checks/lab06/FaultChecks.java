package grader.checks.lab06;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task price: the pricing service fails, in all the ways in which services fail. */
class FaultChecks {

    @Test
    @Check(value = "anything else that the pricing service sends is not a price: 502", task = "price",
            rule = "bad-gateway", points = 4,
            ownServer = true, clause = "RFC 9110 §15.6.3",
            explain = """
                    502: the server works, but a server that it needs gave no valid response. A price is a 200 with an
                    object whose `cents` is a whole number, 0 or more. Anything else is rejected before it becomes
                    money: another status, a redirect (it is not followed), a body without such a number, a number below
                    0, a connection that breaks.
                    """)
    void noPrice(Rig rig) {
        Shop shop = Shop.open(rig);
        rig.control("a good price is taken", () -> shop.expectPast("price", shop.order()));

        badAnswers(shop).forEach((what, answer) -> rig.each(what, () -> {
            Order order = shop.order().and(shop.sku(answer), 1);
            shop.post(order).then().statusCode(502);
        }));
        rig.each("no server listens at --pricing", () -> {
            Shop alone = Shop.openAlone(rig);
            alone.post(alone.order()).then().statusCode(502);
        });
        rig.each("after all that, a good price", () -> shop.expectPast("price", shop.order()));
    }

    private static Map<String, ResponseDefinitionBuilder> badAnswers(Shop shop) {
        Map<String, ResponseDefinitionBuilder> all = new LinkedHashMap<>();
        for (int status : List.of(500, 503, 400, 403)) {
            all.put("a " + status + ", with a price in its body",
                    aResponse().withStatus(status).withBody("{\"cents\":100}"));
        }
        all.put("a redirect to another price", temporaryRedirect("/prices/" + shop.sku(100)));
        for (String body : List.of("", "soon", "<html>100</html>", "{\"cents\":100", "null", "[]", "100", "{}",
                "{\"cents\":null}", "{\"cents\":-1}",
                "{\"cents\":\"many\"}", "{\"cents\":12.5}", "{\"cents\":[100]}")) {
            all.put("a 200 with the body '" + body + "'", okJson(body));
        }
        all.put("a connection that is reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        all.put("a connection that is closed without a response", aResponse().withFault(Fault.EMPTY_RESPONSE));
        all.put("bytes that are not HTTP", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        all.put("a 200 whose body breaks off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        return all;
    }
}
