package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;
import static org.hamcrest.Matchers.equalTo;

import grader.checks.lab05.KnownUsers.User;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Task authentication: a bearer token identifies the client. */
class AuthenticationChecks {

    @Test
    @Check(value = "a token identifies the client; without one there is a 401 with WWW-Authenticate",
            task = "authentication", rule = "bearer", points = 5,
            foundation = true, ownServer = true, clause = "RFC 6750 §2.1, RFC 9110 §11.6.1",
            explain = """
                    `Authorization: Bearer SECRET` identifies the client: it gets the NAME and the ROLE of the --token
                    with that SECRET. /private is open to it, and /whoami returns its name and role. Without a token the
                    response is a 401, and its WWW-Authenticate names the scheme, Bearer.
                    """)
    void whoIsIt(Rig rig) {
        Api api = Api.open(rig);
        List<User> users = new ArrayList<>(api.known().almost());
        users.addAll(List.of(api.known().admin(), api.known().member()));
        for (User user : users) {
            rig.each(user.toString(), () -> {
                api.as(user).when().get("/private").then().statusCode(200);
                api.as(user)
                        .when()
                        .get("/whoami")
                        .then()
                        .statusCode(200)
                        .body(equalTo(user.name() + " " + user.role() + "\n"));
            });
        }
        rig.each("no token", () -> Layers.expectChallenge(api.get("/private")));
    }

    @Test
    @Check(value = "anything but the exact token counts as no token", task = "authentication", rule = "no-user",
            points = 4,
            ownServer = true,
            clause = "RFC 6750 §3, §3.1",
            explain = """
                    The secret is compared as a whole, with its case. A part of it, a longer one, another scheme or no
                    scheme: each gets a 401 with WWW-Authenticate. Each request stands alone: the token of an earlier
                    request on the same connection does not identify it.
                    """)
    void badTokens(Rig rig) {
        Api api = Api.open(rig);
        User user = api.known().member();
        String secret = user.secret();
        rig.control("the right token gets a 200", () -> api.as(user).when().get("/private").then().statusCode(200));
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("another token", "Bearer " + rig.word());
        bad.put("all but its last character", "Bearer " + secret.substring(0, secret.length() - 1));
        bad.put("its first character", "Bearer " + secret.charAt(0));
        bad.put("all but its first character", "Bearer " + secret.substring(1));
        bad.put("the token and one character", "Bearer " + secret + "=");
        bad.put("the token in lower case", "Bearer " + secret.toLowerCase(Locale.ROOT));
        bad.put("the token in upper case", "Bearer " + secret.toUpperCase(Locale.ROOT));
        bad.put("the last character changed", "Bearer " + secret.substring(0, secret.length() - 1) + "x");
        bad.put("two tokens in a row", "Bearer " + secret + " " + secret);
        bad.put("two tokens in a list", "Bearer " + secret + ", Bearer " + api.known().admin().secret());
        bad.put("NAME:ROLE:SECRET as the token", "Bearer " + user.flag());
        bad.put("the name as the token", "Bearer " + user.name());
        bad.put("the token in quotes", "Bearer \"" + secret + "\"");
        bad.put("the scheme alone", "Bearer");
        bad.put("no scheme", secret);
        bad.put("an empty value", "");
        bad.put("no space after the scheme", "Bearer" + secret);
        bad.put("a colon after the scheme", "Bearer: " + secret);
        bad.put("the scheme Token", "Token " + secret);
        bad.put("the scheme Basic with the token", "Basic " + secret);
        bad.put("the scheme Basic with name and token",
                "Basic " + Base64.getEncoder().encodeToString((user.name() + ":" + secret).getBytes()));
        bad.put("a scheme that begins with Bearer", "BearerX " + secret);
        bad.forEach((what, value) -> rig.each(what,
                () -> Layers.expectChallenge(api.with(value).when().get("/private"))));
        rig.each("no token, after the right one on the same connection", () -> {
            try (Client client = api.server().connect()) {
                client.send(get("/private", user.bearer())).answer().expectStatus(200);
                Lab05.expectChallenge(client.send(get("/private")).answer());
            }
        });
        rig.each("the token in another field", () -> Layers.expectChallenge(
                api.given().header("X-Authorization", "Bearer " + secret).when().get("/private")));
    }

    @ParameterizedTest(name = "{0}", quoteTextArguments = false)
    @ValueSource(strings = {"bearer", "BEARER", "bEaReR"})
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "the scheme may be in any case", task = "authentication", rule = "bearer-case", points = 1,
            ownServer = true,
            clause = "RFC 9110 §11.1",
            explain = """
                    The name of a scheme is case-insensitive: `bearer` and `BEARER` are `Bearer`. The secret is
                    case-sensitive.
                    """)
    void scheme(String scheme, Rig rig) {
        Api api = Api.open(rig);
        api.with(scheme + " " + api.known().member().secret()).when().get("/private").then().statusCode(200);
    }

    @Test
    @Check(value = "public routes stay open, even to a client with a bad token", task = "authentication",
            rule = "public-stays-open",
            points = 3,
            ownServer = true,
            explain = """
                    The server authenticates every request, and the route decides whether that matters. A bad token
                    counts as none: /public is open to every client, and a path without a route gets a 404. Only a
                    route that needs a token responds with 401.
                    """)
    void publicStaysOpen(Rig rig) {
        Api api = Api.open(rig);
        String missing = "/" + rig.word();
        String good = "Bearer " + api.known().member().secret();
        rig.control("a route that needs a token responds with 401", () -> api.get("/private").then().statusCode(401));
        rig.each("no token", () -> expectPublic(api::given, missing));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("a good token", good);
        values.put("a bad token", good + "x");
        values.put("another scheme", "Basic " + rig.word());
        values.put("an empty field", "");
        values.forEach((what, value) -> rig.each(what, () -> expectPublic(() -> api.with(value), missing)));
        rig.each("two fields", () -> {
            String field = api.known().member().bearer();
            exchange(api.server(), get("/public", field, field)).expectStatus(200);
            exchange(api.server(), get(missing, field, field)).expectStatus(404);
        });
    }

    private static void expectPublic(Supplier<RequestSpecification> request, String missing) {
        request.get().when().get("/public").then().statusCode(200);
        request.get().when().get(missing).then().statusCode(404);
    }

    @Test
    @Check(value = "a request with two Authorization fields counts as one without a token", task = "authentication",
            rule = "one-authorization", points = 2,
            ownServer = true,
            clause = "RFC 9110 §5.3, §11.6.2",
            explain = """
                    A proxy may have checked one of the fields while this server trusts the other, and then the wrong
                    client gets in. If a request has two of them, neither counts, even if they are equal.
                    """)
    void twoFields(Rig rig) {
        Api api = Api.open(rig);
        String good = api.known().member().bearer();
        rig.control("one field gets a 200",
                () -> api.as(api.known().member()).when().get("/private").then().statusCode(200));
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("a good one and a bad one", get("/private", good, "Authorization: Bearer x"));
        requests.put("a bad one and a good one", get("/private", "authorization: Bearer x", good));
        requests.put("a good one and Basic", get("/private", good, "Authorization: Basic eDp4"));
        requests.put("the same one twice", get("/private", good, "X: y", good));
        requests.put("the tokens of two users", get("/whoami", good, api.known().admin().bearer()));
        requests.forEach((what, request) -> rig.each(what,
                () -> Lab05.expectChallenge(exchange(api.server(), request))));
    }
}
