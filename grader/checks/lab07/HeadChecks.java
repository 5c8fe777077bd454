package grader.checks.lab07;

import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.get;
import static grader.checks.lab07.Lab07.head;
import static grader.checks.lab07.Lab07.request;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task head: status line and fields. What a handler puts into a value is in {@link FieldValueChecks}. */
class HeadChecks {

    private static final String FORM =
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} "
                    + "\\d\\d:\\d\\d:\\d\\d GMT";
    private static final Duration NEAR = Duration.ofMinutes(10);
    private static final Set<Integer> STATUSES = new TreeSet<>(Set.of(200, 204, 205, 304, 404, 410, 503));

    @Test
    @Check(value = "a head is a status line, field lines, and an empty line, each ended by CR LF", task = "head",
            rule = "head-form",
            points = 4,
            foundation = true, clause = "RFC 9112 §2.1, §4",
            explain = """
                    HTTP/1.1, a space, three digits, a space, and a reason, which may be empty. Each field line is a
                    name, directly followed by a colon, and a value. The empty line says that the content begins. `GET
                    /` is `Hello, world` and a line feed.
                    """)
    void form(Rig rig) {
        Server server = Lab07.start(rig);
        Answer answer = exchange(server, get("/")).expectStatus(200);
        expectForm(answer, 200);
        answer.expectBody(HELLO);
        rig.each("no such path", () -> expectForm(exchange(server, get("/" + rig.word())).expectStatus(404), 404));
        rig.each("HEAD", () -> expectForm(exchange(server, head("/")).expectStatus(200), 200));
    }

    private static void expectForm(Answer answer, int status) {
        if (!answer.statusLine().matches("HTTP/1\\.1 " + status + " [\\t\\x20-\\x7e\\x80-\\xff]*")) {
            throw answer.differs(0, 0, answer.statusLine().length(), "HTTP/1.1 " + status + " REASON",
                    "expected a status line HTTP/1.1 " + status + ", a space and a reason, got " + answer.statusLine());
        }
        if (!answer.head().matches("(?s)([^\r\n]+\r\n)+\r\n")) {
            throw answer.differs(0, 0, 0, "lines that end in \\r\\n",
                    "expected each line of the head to end in \\r\\n");
        }
        answer.head()
                .lines()
                .skip(1)
                .filter(line -> !line.isEmpty() && !line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*"))
                .findFirst()
                .ifPresent(line -> {
                    throw answer.differs((int) answer.head().lines().takeWhile(other -> !other.equals(line)).count(), 0,
                            line.length(), "NAME: VALUE",
                            "expected field lines of a name, a colon and a value, got '" + line + "'");
                });
    }

    @ParameterizedTest(name = "/status/{0}")
    @MethodSource("allStatuses")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "the status that a handler chose is sent", task = "head", rule = "chosen-status", points = 3,
            clause = "RFC 9112 §4",
            explain = """
                    `/status/{n}` returns that status, for the seven that the page names, and 404 for others. A reason
                    is for people; programs look at the three digits.
                    """)
    void statuses(int status, Rig rig) {
        int expected = STATUSES.contains(status) ? status : 404;
        expectForm(exchange(Lab07.start(rig), get("/status/" + status)).expectStatus(expected), expected);
    }

    /** Those that the page names, in any order, and another one. */
    static List<Integer> allStatuses(Rig rig) {
        List<Integer> all = new ArrayList<>(STATUSES);
        Collections.shuffle(all, rig.random());
        all.add(rig.random().ints(206, 600).filter(status -> !STATUSES.contains(status)).findFirst().orElseThrow());
        return all;
    }

    @Test
    @Check(value = "Date is the time of the response, in the form of RFC 9110", task = "head",
            rule = "date-field", points = 2,
            clause = "RFC 9110 §6.6.1, §5.6.7",
            explain = """
                    Such as `Date: Sun, 06 Nov 1994 08:49:37 GMT`: two digits for the day, English names, always GMT,
                    whatever the machine's own time zone is. All responses have it, including rejections.
                    """)
    void date(Rig rig) {
        Server server = Lab07.start(rig);
        rig.each("200", () -> expectNow(exchange(server, get("/")).expectStatus(200)));
        rig.each("304", () -> expectNow(exchange(server, get("/status/304")).expectStatus(304)));
        rig.each("404", () -> expectNow(exchange(server, get("/" + rig.word())).expectStatus(404)));
        rig.each("a request without Host: 400",
                () -> expectNow(exchange(server, "GET / HTTP/1.1\r\n\r\n").expectStatus(400)));
    }

    @Test
    @Check(value = "Date moves on from response to response", task = "head", rule = "date-field", points = 1,
            builds = {"date", "kept"}, clause = "RFC 9110 §6.6.1",
            explain = """
                    It may be cached for a second, but no longer, neither by the server nor by a connection.
                    """)
    void dateMovesOn(Rig rig) {
        Server server = Lab07.start(rig);
        try (Client client = server.connect()) {
            ZonedDateTime first = expectNow(client.send(get("/")).answer());
            rig.quietly(() -> {
                if (!Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(50),
                        () -> expectNow(client.send(get("/")).answer()).isAfter(first))) {
                    throw rig.failure("expected Date to move on, but after " + Limits.PATIENCE.toSeconds()
                            + " s it is still " + DateTimeFormatter.RFC_1123_DATE_TIME.format(first));
                }
            });
        }
    }

    private static ZonedDateTime expectNow(Answer answer) {
        List<String> values = answer.values("Date");
        if (values.size() != 1 || !values.getFirst().matches(FORM)) {
            throw answer.fieldDiffers("Date", "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                    "expected one field Date such as Sun, 06 Nov 1994 08:49:37 GMT, got "
                            + (values.isEmpty() ? "none" : String.join(" and ", values)));
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(values.getFirst(), DateTimeFormatter.RFC_1123_DATE_TIME);
            if (Duration.between(date.toInstant(), Instant.now()).abs().compareTo(NEAR) < 0) {
                return date;
            }
        } catch (DateTimeException wrong) {
            // told below: the day of the week does not fit, say
        }
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        throw answer.fieldDiffers("Date", "Date: " + now,
                "expected the current Date, about " + now + ", got " + values.getFirst());
    }
}
