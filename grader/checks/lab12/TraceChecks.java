package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Answer;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.WatchedDatabase;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task trace: what several servers do for one request belongs together. */
class TraceChecks {

    @Test
    @Check(value = "a request with one valid traceparent belongs to its trace", task = "trace",
            rule = "trace-continued", points = 1, foundation = true, ownServer = true, builds = "json-line",
            clause = "W3C Trace Context, 3.2",
            explain = """
                    The trace id is that of the caller, whose span is the parent; the request has a new span of its own.
                    A version that is not known yet may have more after the flags, and bits of the flags that are not
                    known do not matter.
                    """)
    void continued(Rig rig) {
        JsonLog log = JsonLog.open(rig);
        String trace = hex(rig, 32);
        String parent = hex(rig, 16);
        for (String form : List.of("00-%s-%s-01", "00-%s-%s-00", "00-%s-%s-ff", "01-%s-%s-01", "01-%s-%s-01-more",
                "cc-%s-%s-01-x-y")) {
            String value = String.format(Locale.ROOT, form, trace, parent);
            rig.each(value, () -> expectContinued(rig, line(log, "traceparent: " + value), trace, parent));
        }
        rig.each("a name in upper case", () -> expectContinued(rig,
                line(log, "TraceParent: 00-" + trace + "-" + parent + "-01"), trace, parent));
        rig.each("two requests with one parent", () -> {
            String value = "traceparent: 00-" + trace + "-" + parent + "-01";
            String first = line(log, value).path("span").asText();
            if (first.equals(line(log, value).path("span").asText())) {
                throw rig.failure("expected a span for each request, but two requests have this one: " + first);
            }
        });
    }

    private static void expectContinued(Rig rig, JsonNode line, String trace, String parent) {
        RequestEntry.expect(rig, line, "trace", trace);
        RequestEntry.expect(rig, line, "parent", parent);
        expectSpan(rig, line);
        if (line.path("span").asText().equals(parent)) {
            throw rig.failure("expected a span of its own, but it is that of the caller: " + line);
        }
    }

    private static void expectSpan(Rig rig, JsonNode line) {
        if (!line.path("span").asText().matches("(?!0+$)[0-9a-f]{16}")) {
            throw rig.failure("expected a span of 16 hexadecimal digits, which are not all 0, got "
                    + line.path("span"));
        }
    }

    private static JsonNode line(JsonLog log, String... fields) {
        return log.await(id(log.observed().exchange(get("/json", fields)).expectStatus(200)));
    }

    private static String hex(Rig rig, int digits) {
        byte[] bytes = new byte[digits / 2];
        rig.random().nextBytes(bytes);
        bytes[0] = (byte) 0xa1;
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    @Check(value = "any other request begins a trace", task = "trace", rule = "trace-begun", points = 1,
            ownServer = true, builds = "continued", clause = "W3C Trace Context, 3.2.2",
            explain = """
                    With two fields, or with a value that is not valid, no one knows to which trace the request belongs.
                    A wrong trace would join what does not belong together. So a new one begins, and has no parent.
                    """)
    void begun(Rig rig) {
        JsonLog log = JsonLog.open(rig);
        String trace = hex(rig, 32);
        String parent = hex(rig, 16);
        String valid = "00-" + trace + "-" + parent + "-01";
        rig.control("a valid value is continued",
                () -> expectContinued(rig, line(log, "traceparent: " + valid), trace, parent));
        Map<String, String> traces = new LinkedHashMap<>();
        rig.each("no field", () -> expectBegun(rig, line(log), trace, traces));
        rig.each("two fields", () -> expectBegun(rig,
                line(log, "traceparent: " + valid, "traceparent: " + valid), trace, traces));
        for (String value : List.of("ff-" + trace + "-" + parent + "-01", valid + "-more", valid + "-", valid + "0",
                "0-" + trace + "-" + parent + "-01", valid.toUpperCase(Locale.ROOT), "00-" + trace.toUpperCase(
                        Locale.ROOT) + "-" + parent + "-01",
                "00-" + "0".repeat(32) + "-" + parent + "-01",
                "00-" + trace + "-" + "0".repeat(16) + "-01", "00-" + trace.substring(1) + "-" + parent + "-01",
                "00-" + trace + "-" + parent, "00-" + trace + "-" + parent + "-1", "00-" + trace + "-" + parent + "-0g",
                "00-" + trace.replace('a', 'g') + "-" + parent + "-01", "01-" + trace + "-" + parent + "-01more",
                trace, "00_" + trace + "_" + parent + "_01", valid + "," + valid, "")) {
            rig.each("traceparent: " + value,
                    () -> expectBegun(rig, line(log, "traceparent: " + value), trace, traces));
        }
    }

    private static void expectBegun(Rig rig, JsonNode line, String trace, Map<String, String> traces) {
        String begun = line.path("trace").asText();
        if (!begun.matches("(?!0+$)[0-9a-f]{32}") || begun.equals(trace)) {
            throw rig.failure("expected a new trace, an id of 32 hexadecimal digits that are not all 0, got "
                    + line.path("trace"));
        }
        if (traces.put(begun, "") != null) {
            throw rig.failure("expected a new trace, but an earlier request had this one: " + begun);
        }
        RequestEntry.expect(rig, line, "parent", null);
        expectSpan(rig, line);
    }

    @Test
    @Check(value = "requests to the pricing service belong to the trace", task = "trace", rule = "trace-passed-on",
            points = 1, ownServer = true, builds = "continued", clause = "W3C Trace Context, 3.4",
            explain = """
                    The next server is told the same trace, and the span of this request as its parent, in one field:
                    without that, it begins a trace of its own. `tracestate` belongs to the trace, so it is passed on
                    with the trace to which it belongs, and never with a new one.
                    """)
    void passedOn(Rig rig) {
        JsonLog log = JsonLog.open(rig, "--user", PassedTrace.USER + ":1000000:yes");
        String trace = hex(rig, 32);
        String parent = hex(rig, 16);
        String state = "vendor=" + rig.word() + ",other=1";
        for (String flags : List.of("01", "00", "02")) {
            rig.each("a trace with the flags " + flags, () -> {
                PassedTrace passed = PassedTrace.of(log, "traceparent: 00-" + trace + "-" + parent + "-" + flags,
                        "tracestate: " + state);
                passed.expect(rig, trace, Integer.parseInt(flags) & 1);
                expectState(rig, passed, state);
            });
        }
        rig.each("two fields tracestate", () -> expectState(rig,
                PassedTrace.of(log, "traceparent: 00-" + trace + "-" + parent + "-01", "tracestate: " + state,
                        "tracestate: more=2"),
                state + ",more=2"));
        rig.each("a trace that begins here", () -> PassedTrace.of(log).expect(rig, null, -1));
        rig.each("tracestate without a valid traceparent", () -> {
            PassedTrace passed =
                    PassedTrace.of(log, "traceparent: ff-" + trace + "-" + parent + "-01", "tracestate: " + state);
            passed.expect(rig, null, -1);
            if (!passed.states().isEmpty()) {
                throw rig.failure("expected no field tracestate for a trace that begins here, got "
                        + passed.states());
            }
        });
    }

    private static void expectState(Rig rig, PassedTrace passed, String state) {
        if (!String.join(",", passed.states()).replace(" ", "").equals(state)) {
            throw rig.failure("expected the field tracestate: " + state + " to be passed on, got " + passed.states());
        }
    }

    @Test
    @Check(value = "statements to the database have the trace in a comment", task = "trace", rule = "trace-passed-on",
            points = 1, ownServer = true, builds = "continued",
            explain = """
                    The database's own log says how long a statement took, and not for whom. A comment after it says
                    that: it has the same value as the field that other servers get.
                    """)
    void inStatements(Rig rig) {
        WatchedDatabase database = rig.database();
        Observed observed = Observed.with(rig, database.url(rig.emptyDatabase()), "--log-format", "json");
        JsonLog log = new JsonLog(observed);
        String trace = hex(rig, 32);
        database.forget();
        Answer answer = observed.exchange(get("/orders/" + rig.word(),
                "traceparent: 00-" + trace + "-" + hex(rig, 16) + "-01")).expectStatus(404);
        String span = log.await(id(answer)).path("span").asText();
        String comment = "/*traceparent='00-" + trace + "-" + span + "-01'*/";
        List<DatabaseEvent> statements = database.statements();
        statements.forEach(statement -> rig.tell("statement: " + statement.sql()));
        if (statements.isEmpty() || !statements.stream().allMatch(statement -> statement.sql().contains(comment))) {
            throw rig.failure("expected the comment " + comment + " in each statement for the request, but "
                    + (statements.isEmpty() ? "there was no statement" : "it is not there"));
        }
    }

    @Test
    @Check(value = "with --trace off, nothing is logged or passed on", task = "trace", rule = "trace-logged",
            points = 1, ownServer = true, builds = {"json-line", "passed-on"},
            explain = """
                    An operator who does not collect traces turns them off. Then no line has members about them, and
                    other servers are sent no fields.
                    """)
    void traceOff(Rig rig) {
        JsonLog log = JsonLog.open(rig, "--trace", "off", "--user", PassedTrace.USER + ":1000000:yes");
        String trace = hex(rig, 32);
        PassedTrace passed =
                PassedTrace.of(log, "traceparent: 00-" + trace + "-" + hex(rig, 16) + "-01", "tracestate: a=1");
        if (!passed.parents().isEmpty() || !passed.states().isEmpty()) {
            throw rig.failure("expected no field traceparent or tracestate in the request to the pricing service, got "
                    + passed.parents() + " " + passed.states());
        }
        for (String member : List.of("trace", "span", "parent")) {
            if (passed.line().has(member)) {
                throw rig.failure("expected no member " + member + " with --trace off, got " + passed.line());
            }
        }
    }
}
