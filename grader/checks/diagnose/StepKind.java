package grader.checks.diagnose;

import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a step can be. The page `diagnose` lists them.
 *
 * @param ofClients whether clients are named before it
 * @param form as a message shows it
 */
record StepKind(boolean ofClients, String form, Pattern pattern, Action action) {

    /** What is done, by one client or, with an empty name, by none. */
    interface Action {
        void run(Scene scene, String client, MatchResult parts);
    }

    private static final String WITHIN = "(?: within (10|\\d) s)?";

    private static final String REACTION = "(?:held )?(?:[2-5]\\d\\d|nothing|reset)";

    private static final List<StepKind> ALL = List.of(
            server("start --workers 2", "start((?:\\s.*)?)", (scene, _, parts) -> scene.start(parts.group(1))),
            server("pause 300 ms", "pause (\\d{1,4}) ms",
                    (scene, _, parts) -> scene.pause(Duration.ofMillis(Integer.parseInt(parts.group(1))))),
            server("signal TERM", "signal (TERM|INT)", (scene, _, parts) -> scene.server().signal(parts.group(1))),
            server("expect exit 0", "expect exit (\\d{1,3})",
                    (scene, _, parts) -> scene.server().expectExit(Limits.STOP, Integer.parseInt(parts.group(1)))),
            server("upstream: respond 503, held 200, nothing, reset",
                    "upstream: respond (" + REACTION + "(?:,\\s*" + REACTION + ")*)",
                    (scene, _, parts) -> scene.respond(parts.group(1))),
            server("upstream: release", "upstream: release", (scene, _, _) -> scene.upstream().release()),
            server("upstream: expect 2 requests", "upstream: expect (\\d{1,3}) requests?",
                    (scene, _, parts) -> scene.expectRequests(Integer.parseInt(parts.group(1)))),
            client("connect", "connect", (scene, client, _) -> scene.client(client)),
            client("send GET / HTTP/1.1\\r\\n", "send (.+)",
                    (scene, client, parts) -> scene.send(client, parts.group(1))),
            client("end", "end", (scene, client, _) -> scene.client(client).halfClose()),
            client("close", "close", (scene, client, _) -> scene.client(client).disconnect()),
            client("reset", "reset", (scene, client, _) -> scene.client(client).reset()),
            client("expect 200 within 5 s", "expect (\\d{3}(?: or \\d{3})*)" + WITHIN,
                    (scene, client, parts) -> scene.expectStatus(client,
                            Arrays.stream(parts.group(1).split(" or ")).mapToInt(Integer::parseInt).toArray(),
                            limit(parts.group(2)))),
            client("expect Retry-After: 1", "expect ([A-Za-z-]+): (.+)",
                    (scene, client, parts) -> scene.expectField(client, parts.group(1), parts.group(2))),
            client("expect no Retry-After", "expect no ([A-Za-z-]+)",
                    (scene, client, parts) -> scene.expectNoField(client, parts.group(1))),
            client("expect body TEXT", "expect body (.+)",
                    (scene, client, parts) -> scene.expectBody(client, parts.group(1))),
            client("expect end", "expect end" + WITHIN,
                    (scene, client, parts) -> scene.expectEnd(client, limit(parts.group(1)))),
            client("expect nothing yet", "expect nothing yet", (scene, client, _) -> scene.expectNothing(client)),
            client("expect nothing", "expect nothing", (scene, client, _) -> {
                scene.server().awaitIdle();
                scene.expectNothing(client);
            }));

    private static StepKind server(String form, String pattern, Action action) {
        return new StepKind(false, form, Pattern.compile(pattern, Pattern.DOTALL), action);
    }

    private static StepKind client(String form, String pattern, Action action) {
        return new StepKind(true, form, Pattern.compile(pattern, Pattern.DOTALL), action);
    }

    private static Duration limit(String seconds) {
        return seconds == null ? Scene.LIMIT : Duration.ofSeconds(Math.max(1, Integer.parseInt(seconds)));
    }

    /**
     * What this step is.
     *
     * @throws CheckFailed if it is none
     */
    static StepKind of(CheckStep step) {
        boolean ofClients = !step.clients().isEmpty();
        return ofKind(step, ofClients).findFirst()
                .orElseThrow(() -> new CheckFailed(step.place() + ": expected "
                        + (ofKind(step, !ofClients).findFirst().isEmpty() ? "one of " + forms(ofClients)
                                : ofClients ? "no client before this step"
                                        : "a client before this step, such as `A: `")));
    }

    private static Stream<StepKind> ofKind(CheckStep step, boolean ofClients) {
        return ALL.stream()
                .filter(kind -> kind.ofClients == ofClients && kind.pattern.matcher(step.text()).matches());
    }

    private static String forms(boolean ofClients) {
        return ALL.stream()
                .filter(kind -> kind.ofClients == ofClients)
                .map(kind -> "`" + (ofClients ? "A: " : "") + kind.form + "`")
                .collect(Collectors.joining(", "));
    }

    /** Does this step, for each of its clients. */
    void run(Scene scene, CheckStep step) {
        Matcher parts = pattern.matcher(step.text());
        if (parts.matches()) {
            (ofClients ? step.clients() : List.of("")).forEach(client -> action.run(scene, client, parts));
        }
    }
}
