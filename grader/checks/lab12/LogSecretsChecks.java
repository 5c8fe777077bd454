package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Task access-log: what must not be in it. */
class LogSecretsChecks {

    /** Names of parameters, as they are sent. */
    private static final List<String> SECRET = List.of("token", "password", "key", "TOKEN", "Password", "%74oken",
            "passwor%64", "%4bey", "api_key", "access-token", "old_password");

    @Test
    @Check(value = "secrets of clients are in no line", task = "access-log", rule = "log-secrets", points = 2,
            ownServer = true, builds = "json-line",
            explain = """
                    More people can read a log than a request, and it is kept for longer. So the values of parameters
                    that are secrets are replaced, and nothing else: without the other parameters, no one finds out what
                    was asked for. A name may have escapes, which are decoded before it is compared.
                    """)
    void secrets(Rig rig) {
        JsonLog log = JsonLog.open(rig);
        for (String field : List.of("Authorization: Bearer ", "Authorization: Basic ", "Cookie: session=")) {
            rig.each(field, () -> {
                String secret = rig.word();
                String request = get("/json", field + secret);
                expectHidden(log, log.awaitLine(id(log.observed().exchange(request).expectStatus(200))), secret);
            });
        }
        for (String name : SECRET) {
            rig.each("a parameter " + name, () -> expectReplaced(log, "", name + "=", ""));
        }
        rig.each("the second of two parameters", () -> expectReplaced(log, "page=2&", "token=", "&q=a%20b"));
        rig.each("a value with =", () -> expectReplaced(log, "", "key=", "=" + rig.word()));
        rig.each("a value with ;", () -> expectReplaced(log, "", "token=", ";" + rig.word()));
        rig.each("a parameter that is there twice", () -> {
            String secret = rig.word();
            expectHidden(log, line(log, "/json?token=" + rig.word() + "&token=" + secret), secret);
        });
        for (String query : List.of("page=2&q=a%20b%2Fc&x=1=2&flag&empty=&&sort=-name", "", "a/b?c",
                "keyword=pen&monkey=1&tokenize=no")) {
            rig.each("other parameters: ?" + query, () -> {
                String target = "/json?" + query;
                RequestEntry.expect(rig, log.entry(line(log, target)), "target", target);
            });
        }
    }

    private static String line(JsonLog log, String target) {
        return log.awaitLine(id(log.observed().exchange(get(target)).expectStatus(200)));
    }

    /** @param after the secret; what is before its first & belongs to the value */
    private static void expectReplaced(JsonLog log, String before, String name, String after) {
        Rig rig = log.observed().rig();
        String secret = rig.word();
        String line = line(log, "/json?" + before + name + secret + after);
        expectHidden(log, line, secret);
        String end = after.replaceFirst("&.*", "");
        if (!end.isEmpty()) {
            expectHidden(log, line, end);
        }
        String rest = after.replaceFirst("^[^&]*", "");
        String target = log.entry(line).path("target").asText();
        String form = Pattern.quote("/json?" + before + name) + "[^&]*" + Pattern.quote(rest);
        if (!target.matches(form)) {
            throw rig.failure("expected the target /json?" + before + name + "…" + rest
                    + ", with something else in place of the value, got " + target);
        }
    }

    private static void expectHidden(JsonLog log, String line, String secret) {
        if (line.contains(secret) || log.count(secret) > 0) {
            throw log.observed().rig().failure("expected the secret '" + secret + "' in no line, but it is there");
        }
    }

    @Test
    @Check(value = "secrets of clients are not in /slow either", task = "access-log", rule = "log-secrets", points = 1,
            ownServer = true, builds = {"secrets", "slow-members"},
            explain = """
                    Whatever shows a target is read by the same people as the log. So the same method hides what is
                    secret in it.
                    """)
    void secretsInSlow(Rig rig) {
        Observed observed = Observed.open(rig);
        String secret = rig.word();
        String id = id(observed.exchange(get("/json?page=2&token=" + secret)).expectStatus(200));
        String target = observed.awaitSlow(id).path("target").asText();
        if (target.contains(secret) || !target.startsWith("/json?page=2&token=")) {
            throw rig.failure("expected the target /json?page=2&token=… in /slow, with something else in place of the "
                    + "value, got " + target);
        }
    }
}
