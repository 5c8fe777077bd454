package grader.checks.lab05;

import static grader.clients.rest.HttpMatchers.lists;
import static grader.clients.rest.HttpMatchers.matching;
import static grader.clients.rest.HttpMatchers.mediaType;
import static org.hamcrest.Matchers.instanceOf;

import grader.clients.rest.Described;
import grader.clients.rest.HttpMatchers;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;

/** What the layers add to a response. */
final class Layers {

    /** The value of X-Request-Id: one id. */
    static final Described<String> ID = matching("one id", "[!-~]+");
    /** The value of Vary: caches learn that another origin may get another response. */
    static final Described<String> ORIGIN = matching("a list of field names, one of them Origin",
            "(?i)(?!.*\\bnull\\b)(.*,\\s*)?origin(\\s*,.*)?");
    /** The value of WWW-Authenticate in a 401: the scheme to use (RFC 9110 §11.6.1). */
    static final Described<String> CHALLENGE = matching("a challenge with the scheme Bearer",
            "(?i)(.*,\\s*)?bearer(\\s.*|,.*)?");
    /** The value of Retry-After in a 429 (RFC 9110 §10.2.3). */
    static final Described<String> SECONDS =
            matching("a whole number of seconds, at least 1", "0*[1-9][0-9]{0,8}");
    private static final Described<String> PROBLEM = mediaType("application/problem+json");

    private Layers() {}

    /** The one id of the response. */
    static String id(Response response) {
        return response.then().header("X-Request-Id", ID).extract().header("X-Request-Id");
    }

    /** A 401 that names the scheme. */
    static void expectChallenge(Response response) {
        response.then().statusCode(401).header("WWW-Authenticate", CHALLENGE);
    }

    /** A 429 that says when to retry. */
    static void expectTooMany(Response response) {
        response.then().statusCode(429).header("Retry-After", SECONDS);
    }

    /** A page of `origin` may read this response, also to a request with credentials. */
    static void expectShared(Response response, String origin) {
        response.then()
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", "true");
    }

    /** No page may read it: there is no field Access-Control-…. */
    static void expectNotShared(Response response) {
        response.headers()
                .asList()
                .stream()
                .map(Header::getName)
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"))
                .forEach(name -> response.then().header(name, HttpMatchers.absent()));
    }

    /** It has passed the layers for the id and for CORS. */
    static void expectAll(Response response, String origin) {
        response.then().header("X-Request-Id", ID).header("Vary", ORIGIN);
        expectShared(response, origin);
    }

    /** A problem (RFC 9457 §3) that names the request by the same id as the field does. */
    static void expectProblem(Response response, int status) {
        response.then().statusCode(status).contentType(PROBLEM).body("", instanceOf(Map.class));
        String id = id(response);
        response.then().body("requestId", new Described<>("\"" + id + "\", the value of X-Request-Id", id::equals));
    }
}
