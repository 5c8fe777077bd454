package grader.clients.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWithIgnoringCase;

import grader.clients.http.Answer;
import grader.clients.http.Bytes;
import grader.clients.http.CheckFailed;
import groovy.json.JsonException;
import io.restassured.http.ContentType;
import io.restassured.path.json.exception.JsonPathException;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.hamcrest.Matcher;

/**
 * What follows `then()` in a check. It asserts on the values of REST-assured's response itself, so that a failure is
 * one line in the words of the raw client, with a mark in the transcript.
 *
 * <p>A field that comes in several lines has one value: theirs, with commas between them (RFC 9110 §5.3). Statuses,
 * fields, media types and bodies are asserted here; all else is left to REST-assured, and fails in its words.
 */
final class ResponseAssertions {

    private final Response response;
    private final Answer answer;

    private ResponseAssertions(Response response, Answer answer) {
        this.response = response;
        this.answer = answer;
    }

    /** @param answer the same response as it came, for the mark in the transcript */
    static Response around(Response response, Answer answer) {
        ResponseAssertions assertions = new ResponseAssertions(response, answer);
        return proxy(Response.class, (_, method, arguments) -> method.getName().equals("then")
                ? proxy(ValidatableResponse.class, assertions::then)
                : call(response, method, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private Object then(Object then, Method method, Object[] arguments) throws Throwable {
        List<Object> given = flat(arguments);
        if (!isOwn(method.getName(), given)) {
            return call(response.then(), method, arguments);
        }
        switch (method.getName()) {
            case "statusCode" -> expectStatus(matcher(given.getFirst()));
            case "contentType" -> expectField("Content-Type", type(given.getFirst()));
            case "header" -> expectField((String) given.getFirst(), matcher(given.get(1)));
            case "body" -> expectBody(given);
            default -> {}       // and(), assertThat(), using(): they assert nothing
        }
        return then;
    }

    /** Whether this is asserted here, and not by REST-assured. */
    private static boolean isOwn(String method, List<Object> given) {
        return switch (method) {
            case "and", "assertThat", "using", "statusCode", "contentType" -> true;
            case "header" -> isPairs(given);
            case "body" -> isPairs(given) || given.stream().allMatch(Matcher.class::isInstance);
            default -> false;
        };
    }

    /** The arguments, those of a variable number among them. */
    private static List<Object> flat(Object[] arguments) {
        List<Object> all = new ArrayList<>();
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            all.addAll(argument instanceof Object[] several ? List.of(several) : List.of(argument));
        }
        return all;
    }

    /** Names, each with what is expected of it. */
    private static boolean isPairs(List<Object> given) {
        for (int i = 0; i < given.size(); i++) {
            if (!(given.get(i) instanceof String || i % 2 == 1 && given.get(i) instanceof Matcher)) {
                return false;
            }
        }
        return given.size() % 2 == 0;
    }

    private static Matcher<?> matcher(Object expected) {
        return expected instanceof Matcher<?> matcher ? matcher : equalTo(expected);
    }

    private static Matcher<?> type(Object expected) {
        return switch (expected) {
            case ContentType type -> new Described<>(type.toString(), actual -> type.matches((String) actual));
            case String start -> startsWithIgnoringCase(start);
            default -> matcher(expected);
        };
    }

    private void expectStatus(Matcher<?> expected) {
        if (!expected.matches(response.statusCode())) {
            throw answer.statusDiffers(PlainDescription.of(expected));
        }
    }

    private void expectField(String name, Matcher<?> expected) {
        List<String> lines = response.headers().getValues(name);
        if (!expected.matches(lines.isEmpty() ? null : String.join(", ", lines))) {
            throw answer.field(name).differs(PlainDescription.of(expected));
        }
    }

    /** @param given matchers of the text, or paths, each with what is expected there */
    private void expectBody(List<Object> given) {
        if (isPairs(given)) {
            expectJson(given);
        } else {
            given.forEach(each -> expectText(matcher(each)));
        }
    }

    private void expectText(Matcher<?> expected) {
        String body = response.asString();
        if (expected instanceof BodyMatcher place) {
            place.expectIn(answer, body);
        } else if (!expected.matches(body)) {
            throw differs("the body", expected, body);
        }
    }

    /** What is wrong is told of all paths. */
    private void expectJson(List<Object> given) {
        List<CheckFailed> wrong = new ArrayList<>();
        for (int i = 0; i < given.size(); i += 2) {
            String path = (String) given.get(i);
            Matcher<?> expected = matcher(given.get(i + 1));
            Object actual = json(path);
            if (!expected.matches(actual)) {
                wrong.add(differs(path.isEmpty() ? "the body" : path + " of the body", expected, actual));
            }
        }
        if (!wrong.isEmpty()) {
            throw new CheckFailed(String.join("; ", wrong.stream().map(Throwable::getMessage).toList()));
        }
    }

    private Object json(String path) {
        try {
            return response.jsonPath().get(path);
        } catch (JsonPathException | JsonException notJson) {
            String body = response.asString();
            throw answer.bodyDiffers(0, 0, "JSON",
                    "expected a body of JSON, " + (body.isEmpty() ? "but none came" : "got " + Bytes.brief(body)));
        }
    }

    private CheckFailed differs(String what, Matcher<?> expected, Object actual) {
        String words = PlainDescription.of(expected);
        return answer.bodyDiffers(0, 0, what + " " + words,
                "expected " + what + " to be " + words
                        + (actual == null ? ", but it is missing or null" : ", got " + Bytes.brief(actual.toString())));
    }
}
