package grader.checks.lab07;

import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.expectField;
import static grader.checks.lab07.Lab07.expectNothingAfter;
import static grader.checks.lab07.Lab07.get;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Task head: what a handler puts into a field's value. */
class FieldValueChecks {

    @ParameterizedTest(name = "{0}", quoteTextArguments = false)
    @MethodSource("values")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "what a handler puts into a value arrives as it is", task = "head", rule = "field-value", points = 2,
            clause = "RFC 9110 §5.5",
            explain = """
                    `/header?value=V` sends V, percent-decoded, as `X-Value`. Spaces, colons, commas, quotes and
                    semicolons are ordinary characters of a value.
                    """)
    void value(String what, String encoded, String value, Rig rig) {
        expectField(exchange(Lab07.start(rig), get("/header?value=" + encoded)).expectStatus(200), "X-Value", value);
    }

    static List<Arguments> values(Rig rig) {
        String word = rig.word();
        String other = rig.word();
        return List.of(
                Arguments.of("a word", word, word),
                Arguments.of("a space, a colon, a comma, quotes", word + "%3A%20%22" + other + "%22%2C%3b" + word,
                        word + ": \"" + other + "\",;" + word),
                Arguments.of("a plus", word + "+" + other, word + "+" + other),
                Arguments.of("several spaces in a row", word + "%20%20%20" + other, word + "   " + other),
                Arguments.of("what looks like an escape when it is decoded", word + "%250D%250A" + other,
                        word + "%0D%0A" + other));
    }

    @Test
    @Check(value = "a value with CR, LF or NUL causes a 500, and no part of it arrives", task = "head",
            rule = "no-line-breaks", points = 3,
            clause = "RFC 9110 §5.5",
            explain = """
                    A line break in a value would end the line. What follows is the attacker's field, and after an
                    empty line a whole response of theirs, which a cache may keep for all users (response splitting).
                    So check each value for CR, LF and NUL before you write it, even for one alone, even at its end.
                    Dropping them silently does not help, because then the handler is never fixed.
                    """)
    void splitting(Rig rig) {
        Server server = Lab07.start(rig);
        String word = rig.word();
        String name = "X-" + rig.word();
        rig.control("a value without them arrives",
                () -> expectField(exchange(server, get("/header?value=" + word)).expectStatus(200), "X-Value", word));
        String field = name + "%3A%20" + word;
        for (String value : List.of("a%0D%0A" + field, "a%0A" + field, "a%0D" + field, "%0a" + field, "a%0D%0A", "%0D",
                "a%0d%0aContent-Length%3A%200%0d%0a%0d%0aHTTP/1.1%20200%20OK%0d%0a" + field + "%0d%0a%0d%0a")) {
            rig.each("value=" + value, () -> expectHarmless(rig, server, value, name, 500));
        }
        for (String value : List.of("a%00" + field, "a%00")) {      // lab 04 has the other word for it
            rig.each("value=" + value, () -> expectHarmless(rig, server, value, name, 500, 400));
        }
        rig.each("U+560A and U+560D, whose lower bytes are LF and CR",
                () -> expectHarmless(rig, server, "a%E5%98%8D%E5%98%8A" + field, name, 200, 400, 500));
        rig.each("a valid request after them", () -> exchange(server, get("/")).expectStatus(200).expectBody(HELLO));
    }

    private static void expectHarmless(Rig rig, Server server, String value, String name, int... statuses) {
        try (Client client = server.connect()) {
            Answer answer =
                    client.send(get("/header?value=" + value, "Connection: close")).answer().expectStatus(statuses);
            String lower = answer.head().toLowerCase(Locale.ROOT);
            if (!answer.values(name).isEmpty() || lower.contains("\r" + name.toLowerCase(Locale.ROOT))
                    || lower.indexOf('\0') >= 0) {
                throw answer.fieldDiffers(name, "no field of the attacker's",
                        "expected no part of the value to become a line of the head, but there is " + name);
            }
            expectNothingAfter(rig, client);
        }
    }
}
