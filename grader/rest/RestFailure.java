package grader.rest;

import grader.http.Answer;
import grader.http.Bytes;
import grader.http.CheckFailed;
import grader.http.Transcript;
import groovy.json.JsonException;
import io.restassured.path.json.exception.JsonPathException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What REST-assured throws, in the words of the wire client: one line of what was expected and what came, and a mark at
 * it.
 */
public final class RestFailure {

    private static final Pattern STATUS = pattern("Expected status code (?<expected>.*) but was <(?<actual>\\d+)>\\.");
    private static final Pattern FIELD = pattern(
            "Expected header \"(?<what>.*?)\" was not (?<expected>.*), was \"(?<actual>.*?)\"\\. Headers are:.*");
    private static final Pattern TYPE = pattern(
            "Expected content-type (?<expected>.*) doesn't match actual content-type \"(?<actual>.*)\"\\.");
    private static final Pattern JSON =
            pattern("JSON path (?<what>.*?) doesn't match\\.\\s+Expected: (?<expected>.*)\\s+Actual: (?<actual>.*)");
    private static final Pattern BODY =
            pattern("Response body doesn't match expectation\\.\\s+Expected: (?<expected>.*)\\s+Actual: (?<actual>.*)");

    private final Transcript transcript;
    private final List<String> answer;      // the lines of the last step: it is an answer, or nothing came

    private RestFailure(Transcript transcript) {
        this.transcript = transcript;
        this.answer = transcript.lastLines();
    }

    /**
     * The same failure as one of the grader's own; empty if what was thrown says nothing about the server.
     *
     * @param transcript whose last step is what came last
     */
    public static Optional<CheckFailed> of(Throwable thrown, Transcript transcript) {
        return Optional.ofNullable(switch (thrown) {
            case CheckFailed own -> own;
            case AssertionError failed ->
                new CheckFailed(new RestFailure(transcript).inWords(String.valueOf(failed.getMessage())));
            case IOException wire -> new CheckFailed("expected an answer, but " + Rest.explained(wire));
            case JsonException notJson -> new CheckFailed(new RestFailure(transcript).notJson());
            case JsonPathException notJson -> new CheckFailed(new RestFailure(transcript).notJson());
            default -> null;
        });
    }

    /** REST-assured counts its failures first; then each is a paragraph. */
    private String inWords(String message) {
        String failures = message.replaceFirst("^\\d+ expectations? failed\\.\\s*", "").strip();
        return Stream.of(failures.split("\\R\\s*\\R(?=JSON path|Expected|Response body)"))
                .map(this::one)
                .collect(Collectors.joining("; "));
    }

    private String one(String failure) {
        return fits(STATUS, failure, this::status)
                .or(() -> fits(FIELD, failure, found -> field(found.group("what"), found)))
                .or(() -> fits(TYPE, failure, found -> field("Content-Type", found)))
                .or(() -> fits(JSON, failure, found -> body(found.group("what") + " of the body", found)))
                .or(() -> fits(BODY, failure, found -> body("the body", found)))
                .orElseGet(() -> oneLine(failure));
    }

    private static Optional<String> fits(Pattern pattern, String failure, Function<Matcher, String> words) {
        Matcher found = pattern.matcher(failure.strip());
        return found.matches() ? Optional.of(words.apply(found)) : Optional.empty();
    }

    private String status(Matcher found) {
        String expected = expected(found);
        transcript.mark(0, "HTTP/1.1 ".length(), 3, expected);
        return "expected status " + expected + ", got " + found.group("actual") + todo();
    }

    private String field(String name, Matcher found) {
        String expected = expected(found);
        int line = lineOf(name + ":");
        transcript.mark(line, 0, line == 0 ? 0 : name.length(), name + ": " + expected);
        boolean none = found.group("actual").equals("null") || found.group("actual").isEmpty();
        return "expected the field " + name + " to be " + expected
                + (none ? ", but it did not come" : ", got " + found.group("actual"));
    }

    private String body(String what, Matcher found) {
        String expected = expected(found);
        transcript.mark(Math.max(0, answer.size() - 1), 0, 0, what + " " + expected);
        return "expected " + what + " to be " + expected + ", got "
                + Bytes.brief(oneLine(found.group("actual")).replaceAll("^<|>$", ""));
    }

    private String notJson() {
        transcript.mark(Math.max(0, answer.size() - 1), 0, 0, "JSON");
        boolean none = answer.isEmpty() || answer.getLast().equals("\\r\\n");
        return "expected a body of JSON, " + (none ? "but none came" : "got " + answer.getLast());
    }

    /** As matchers describe it, without their signs for a plain value. */
    private static String expected(Matcher found) {
        return oneLine(found.group("expected")).replaceAll("\\bis (?=[<\"])", "")
                .replaceAll("<([^<>]*)>", "$1")
                .replaceFirst("^\\((.*)\\)$", "$1");
    }

    private String todo() {
        return Answer.unwrittenRemark(String.join("\n", answer));
    }

    private int lineOf(String start) {
        for (int i = 1; i < answer.size(); i++) {
            if (answer.get(i).regionMatches(true, 0, start, 0, start.length())) {
                return i;
            }
        }
        return 0;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
