package grader.checks.lab06;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.wire.Answer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamcrest.Matcher;

/** The checks of lab 06, and what they have in common. */
public final class Lab06 {

    public static final List<Class<?>> CHECKS = List.of(ValidateChecks.class, FormatChecks.class, PermissionChecks.class, PriceChecks.class,
            FaultChecks.class, SilenceChecks.class);

    /** The media type of a problem (RFC 9457), with or without parameters. */
    static final Matcher<String> PROBLEM = mediaType("application/problem+json");

    private static final List<String> TASKS = List.of("validate", "permission", "price", "rules", "order", "no-leak");
    private static final JsonMapper JSON = new JsonMapper();

    private Lab06() {}

    static boolean isLater(String task, String than) {
        return TASKS.indexOf(task) > TASKS.indexOf(than);
    }

    /** As {@link Shop#expectPast}, for the wire client. */
    static void expectPast(String task, Answer answer) {
        List<String> todo = answer.values("Todo");
        if (todo.isEmpty() || !isLater(todo.getFirst(), task)) {
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
        return "POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n"
                + Stream.of(fields).map(field -> field + "\r\n").collect(Collectors.joining()) + "\r\n" + body;
    }

    static Matcher<String> mediaType(String type) {
        Pattern form = Pattern.compile("(?i)" + Pattern.quote(type) + "\\s*(;.*)?");
        return new Described<>(type, actual -> form.matcher(String.valueOf(actual)).matches());
    }

    /** A list of one pointer or more, each at this member or at something in it. */
    static Matcher<Iterable<? extends String>> allAtOrBelow(String pointer) {
        return new Described<>("just '" + pointer + "', or pointers below it",
                actual -> actual instanceof Collection<?> all && !all.isEmpty()
                        && all.stream().allMatch(each -> each.equals(pointer) || String.valueOf(each).startsWith(pointer + "/")));
    }

    /** A list of just these, in any order; a pointer may come twice, if two things are wrong with a field. */
    static Matcher<Iterable<? extends String>> exactly(String... pointers) {
        return new Described<>("just " + json(pointers), actual -> actual instanceof Collection<?> all
                && Set.of(pointers).equals(new HashSet<>(all)));
    }

    static Matcher<Integer> noneOf(Integer... statuses) {
        return new Described<>("none of " + List.of(statuses), actual -> !List.of(statuses).contains(actual));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
