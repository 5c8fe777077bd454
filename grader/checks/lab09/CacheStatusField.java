package grader.checks.lab09;

import grader.clients.http.Answer;
import grader.clients.rest.Described;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field Cache-Status (RFC 9211), read leniently: any name, a token or a string; parameters in any order. The last
 * member counts: it is the cache's that has responded to the client last.
 *
 * @param parameters of the last member; one without a value has the value `?1` (RFC 8941 §3.1.2)
 * @param failing fails the check, and says what was expected of the field
 */
record CacheStatusField(Map<String, String> parameters, Consumer<String> failing) {

    private static final String NAME = "Cache-Status";

    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final String TOKEN = "[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*";
    private static final Pattern PARAMETER = Pattern.compile(
            " *; *([a-z*][a-z0-9_.*-]*)(?:=(" + STRING + "|" + TOKEN + "|-?[0-9]+(?:\\.[0-9]+)?|\\?[01]))?");
    private static final Pattern MEMBER = Pattern.compile("(?:" + STRING + "|" + TOKEN + ")((?:" + PARAMETER + ")*)");
    private static final Pattern LIST = Pattern.compile(MEMBER + "(?:[ \t]*,[ \t]*" + MEMBER + ")*");

    static CacheStatusField of(Response response) {
        response.then().statusCode(200);
        return of(response.headers().getValues(NAME),
                words -> response.then().header(NAME, new Described<>(words, _ -> false)));
    }

    static CacheStatusField of(Answer answer) {
        return of(answer.expectStatus(200).values(NAME), words -> {
            throw answer.field(NAME).differs(words);
        });
    }

    private static CacheStatusField of(List<String> lines, Consumer<String> failing) {
        String value = String.join(", ", lines).strip();
        if (!LIST.matcher(value).matches()) {
            failing.accept(
                    "the name of a cache and parameters, each after a semicolon, such as cache; fwd=miss; stored");
        }
        Matcher member = MEMBER.matcher(value);
        String last = "";
        while (member.find()) {
            last = member.group(1);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(last);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2) == null ? "?1" : parameter.group(2));
        }
        return new CacheStatusField(parameters, failing);
    }

    boolean isHit() {
        return has("hit");
    }

    /** Whether a parameter is there, and not false. */
    private boolean has(String name) {
        return !parameters.getOrDefault(name, "?0").equals("?0");
    }

    /** The parameter ttl; empty if there is none, or it is no whole number. */
    OptionalLong ttl() {
        String ttl = parameters.getOrDefault("ttl", "");
        return ttl.matches("-?[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(ttl)) : OptionalLong.empty();
    }

    CacheStatusField expect(String... names) {
        for (String name : names) {
            if (!has(name)) {
                failing.accept("one with the parameter " + name);
            }
        }
        return this;
    }

    CacheStatusField expectNo(String... names) {
        for (String name : names) {
            if (has(name)) {
                failing.accept("one without the parameter " + name);
            }
        }
        return this;
    }

    /** The parameter fwd is one of these words. */
    CacheStatusField expectForwarded(String... words) {
        if (!List.of(words).contains(parameters.getOrDefault("fwd", ""))) {
            failing.accept("one with fwd=" + words[0]);
        }
        return this;
    }

    /** The parameter ttl is a whole number of seconds in these bounds. */
    CacheStatusField expectTtl(long least, long most) {
        if (ttl().isEmpty() || ttl().getAsLong() < least || ttl().getAsLong() > most) {
            failing.accept(
                    "one with ttl=N, with N " + (least == most ? "= " + least : "from " + least + " to " + most));
        }
        return this;
    }
}
