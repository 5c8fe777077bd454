package grader.checks.lab06;

import static grader.checks.lab06.Lab06.PROBLEM;
import static grader.checks.lab06.Lab06.exactly;
import static java.nio.charset.StandardCharsets.UTF_8;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Task validate: content that is not an order at all: not an object, not JSON, or of another media type.
 */
class FormatChecks {

    @ParameterizedTest(name = "the body {0}", quoteTextArguments = false)
    @ValueSource(strings = {"[]", "[ORDER]", "\"WORD\"", "12", "true", "null"})
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "JSON that is not an object is a 422 with an empty pointer", task = "validate", rule = "json-object",
            points = 1,
            ownServer = true, clause = "RFC 6901 §5",
            explain = """
                    Text, a number, a list and null are valid JSON, so this is not a 400. The empty pointer means the
                    whole document.
                    """)
    void noObject(String body, Rig rig) {
        Shop shop = Shop.open(rig);
        shop.post(body.replace("ORDER", shop.order().json()).replace("WORD", rig.word()))
                .then()
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.pointer", exactly(""));
    }

    @Test
    @Check(value = "content that is not JSON is a bad request: 400", task = "validate", rule = "json-only", points = 2,
            ownServer = true,
            clause = "RFC 8259 §2",
            explain = """
                    The whole body is one JSON value: nothing may be missing at its end, and nothing but white space
                    may follow it. Some libraries stop reading where the value ends, unless they are told to look for
                    more.
                    """)
    void noJson(Rig rig) {
        Shop shop = Shop.open(rig);
        String good = shop.order().json();
        rig.control("the same as JSON is not refused", () -> shop.expectPast("validate", shop.order()));

        for (String body : List.of("", " ", rig.word(), good.substring(0, good.length() - 1), good + "}", good + good,
                good + rig.word(),
                good.replace('"', '\''), good.replaceFirst("\\{", "{,"), "{\"user\":}", "[".repeat(20_000))) {
            String shown =
                    body.length() > 200 ? "[[[…, " + body.length() + " in all" : body.isEmpty() ? "nothing" : body;
            rig.each("the body " + shown, () -> shop.post(body).then().statusCode(400));
        }
    }

    @Test
    @Check(value = "another media type is refused: 415", task = "validate", rule = "content-type", points = 1,
            ownServer = true,
            clause = "RFC 9110 §15.5.16, §8.3.1",
            explain = """
                    Content-Type says what the client is sending. If that is not application/json, the server does
                    not guess. The type is case-insensitive, and parameters may follow it.
                    """)
    void mediaType(Rig rig) {
        Shop shop = Shop.open(rig);
        rig.control("application/json is good", () -> shop.expectPast("validate", shop.order()));

        for (String type : List.of("application/json; charset=utf-8", "application/json ;charset=utf-8",
                "Application/JSON")) {
            rig.each("Content-Type: " + type, () -> send(shop, type).then().statusCode(Lab06.past("validate")));
        }
        for (String type : List.of("text/plain", "application/xml", "application/json-" + rig.word())) {
            rig.each("Content-Type: " + type, () -> send(shop, type).then().statusCode(415));
        }
    }

    /** As bytes, because REST-assured wants to know the type of text. */
    private static Response send(Shop shop, String type) {
        return shop.given().contentType(type).body(shop.order().json().getBytes(UTF_8)).when().post("/checkout");
    }
}
