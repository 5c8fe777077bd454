package grader.checks.lab06;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.clients.http.Answer;
import grader.clients.http.Limits;
import grader.clients.rest.Described;
import grader.clients.rest.HttpMatchers;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Rig;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamcrest.Matcher;

/** The checks of lab 06, and what they have in common. */
public final class Lab06 {

    public static final List<Class<?>> CHECKS = List.of(ValidateChecks.class, FormatChecks.class,
            PermissionChecks.class, PriceChecks.class, FaultChecks.class, SilenceChecks.class, RulesChecks.class,
            CreditLimitChecks.class, OrderChecks.class, RepeatChecks.class, OrderRaceChecks.class, NoLeakChecks.class);

    /** The media type of a problem (RFC 9457), with or without parameters. */
    static final Matcher<String> PROBLEM = HttpMatchers.mediaType("application/problem+json");

    private static final List<String> TASKS = List.of("validate", "permission", "price", "rules", "order", "no-leak");
    private static final JsonMapper JSON = new JsonMapper();

    private Lab06() {}

    /** @param unwritten the task that is not written yet, according to a response */
    private static boolean isLater(Optional<String> unwritten, String task) {
        return unwritten.isPresent() && TASKS.indexOf(unwritten.get()) > TASKS.indexOf(task);
    }

    /** The statuses with which a task, or one before it, says no. */
    private static Set<Integer> refusals(String task) {
        return switch (task) {
            case "validate" -> Set.of(400, 415, 422);
            case "permission" -> Set.of(400, 401, 403, 404, 415, 422);
            case "price" -> Set.of(400, 401, 403, 404, 415, 422, 500, 502, 503, 504);
            default -> Set.of(400, 401, 403, 404, 409, 415, 422, 500, 502, 503, 504);
        };
    }

    /** A status that says that an order got beyond a task, for better or for worse. */
    static Matcher<Integer> past(String task) {
        return new Described<>("201", actual -> !refusals(task).contains(actual));
    }

    /** The server requests the price that the gate holds. */
    static void expectHeld(Rig rig, ResponseBarrier gate) {
        if (!gate.holds(1, Shop.FIRST_ORDER)) {
            throw rig.failure("expected the pricing service to be asked, but nothing came within "
                    + Limits.shown(Shop.FIRST_ORDER));
        }
    }

    /** Money in a body: the number, in whatever way JSON writes it. */
    static Matcher<Number> cents(long expected) {
        return new Described<>("" + expected, actual -> actual instanceof Number number
                && new BigDecimal(number.toString()).compareTo(BigDecimal.valueOf(expected)) == 0);
    }

    /** `/orders/ID`, or the full URI of that. */
    static Matcher<String> isLocationOf(String id) {
        return new Described<>("/orders/" + id, actual -> path(String.valueOf(actual)).equals("/orders/" + id));
    }

    /** The path of a Location, which may be a full URI (RFC 9110 §10.2.2). */
    static String path(String location) {
        return location.replaceFirst("^https?://[^/]+", "");
    }

    /** Where an order that was taken is to be seen. */
    static String location(Response taken) {
        taken.then()
                .statusCode(201)
                .header("Location", new Described<>("/orders/ID",
                        actual -> path(String.valueOf(actual)).matches("/orders/[^/]+")));
        return path(taken.getHeader("Location"));
    }

    /** The id of an order that was taken: text or number. */
    static String orderId(Response taken) {
        taken.then()
                .statusCode(201)
                .body("orderId", new Described<>("a text or a number",
                        actual -> actual instanceof Number || actual instanceof String text && !text.isBlank()));
        return taken.jsonPath().getString("orderId");
    }

    /** The body of a response that the wire client got. */
    static JsonNode body(Answer answer) {
        try {
            return JSON.readTree(new String(answer.body().getBytes(ISO_8859_1), UTF_8));
        } catch (JsonProcessingException noJson) {
            throw answer.differs((int) answer.head().lines().count(), 0, 0, "JSON",
                    "expected a body of JSON, got '" + answer.body().strip() + "'");
        }
    }

    /** As {@link Shop#expectPast}, for the wire client. */
    static void expectPast(String task, Answer answer) {
        if (!isLater(answer.unwritten(), task) && refusals(task).contains(answer.status())) {
            answer.expectStatus(201);
        }
    }

    /** A segment of a path, percent-encoded (RFC 3986 §2.1). */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /** What a segment of a path means; a plus sign is one. Empty if it is badly encoded. */
    static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return "";
        }
    }

    /** A checkout as bytes, for the wire client: one char a byte. */
    static String request(String json, String... fields) {
        String body = new String(json.getBytes(UTF_8), ISO_8859_1);
        return "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n"
                + Stream.of(fields).map(field -> field + "\r\n").collect(Collectors.joining()) + "\r\n" + body;
    }

    /** A list of one pointer or more, each at this member or at something in it. */
    static Matcher<Iterable<? extends String>> allAtOrBelow(String pointer) {
        return new Described<>("just '" + pointer + "', or pointers below it",
                actual -> actual instanceof Collection<?> all && !all.isEmpty()
                        && all.stream()
                                .allMatch(each -> each.equals(pointer)
                                        || String.valueOf(each).startsWith(pointer + "/")));
    }

    /** A list of just these, in any order; a pointer may come twice, if two things are wrong with a field. */
    static Matcher<Iterable<? extends String>> exactly(String... pointers) {
        return new Described<>("just " + json(pointers), actual -> actual instanceof Collection<?> all
                && Set.of(pointers).equals(new HashSet<>(all)));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
