package grader.conformance.caching;

import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.same;

import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.Group;
import grader.conformance.requirements.TestCase;
import grader.conformance.requirements.TestCases;

/** Preconditions on resources without validators. */
public final class ConditionCases extends Group {

    private static final String PAST = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String LOST = "Otherwise a client overwrites what another one has changed.";

    public ConditionCases() {
        super("Preconditions", FileTests.LAB);
        preconditions();
        matches();
    }

    private void preconditions() {
        must("precondition-of-404", "9110 §13.2.1", "A precondition does not change a 404 or a 410.",
                wire -> {
                    for (String field : new String[] {"If-Match: \"a\"|", "If-None-Match: *|",
                            "If-Modified-Since: " + PAST + "|", "If-Unmodified-Since: " + PAST + "|"}) {
                        for (String path : new String[] {"/not-there", "/files/not-there", "/status/410"}) {
                            int status = wire.ask(get(path, "")).status();
                            wire.ask(get(path, field)).expect(status);
                        }
                    }
                });
        must("precondition-of-options", "9110 §13.2.1", "OPTIONS ignores preconditions.", wire -> {
            String options = "OPTIONS / HTTP/1.1|Host: a.example||";
            int status = wire.ask(options).status();
            wire.ask(options.replace("||", "|If-Match: \"a\"||")).expect(status);
        });
        must("if-none-match-other", "9110 §13.1.2", "If-None-Match with a different tag has no effect.",
                same(GET, "If-None-Match: \"never-was\"|"));
        must("if-modified-since-no-date", "9110 §13.1.3", "If-Modified-Since without a valid date is ignored.",
                same(GET, "If-Modified-Since: yesterday|"));
        must("if-modified-since-past", "9110 §13.1.3",
                "A resource that has changed since then, or has no modification date, is sent.",
                same(GET, "If-Modified-Since: " + PAST + "|"));
        must("if-modified-since-of-post", "9110 §13.1.3", "If-Modified-Since is for GET and HEAD only.",
                same(ECHO, "If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|"));
        must("if-modified-since-and-tag", "9110 §13.1.3", "If-Modified-Since is ignored when If-None-Match is present.",
                same(GET, "If-None-Match: \"never-was\"|If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|"));
        must("if-unmodified-since-no-date", "9110 §13.1.4", "If-Unmodified-Since without a valid date is ignored.",
                same(GET, "If-Unmodified-Since: yesterday|"));
        must("if-unmodified-since-unknown", "9110 §13.1.4", "… also if the modification date is unknown.", wire -> {
            Reply plain = wire.control(GET);
            if (plain.has("last-modified")) {
                throw new NotApplicable("it has Last-Modified");
            }
            wire.ask(get("/", "If-Unmodified-Since: " + PAST + "|")).expect(200);
        });
    }

    private void matches() {
        must("if-match-star", "9110 §13.1.1", "`If-Match: *` has no effect if the resource exists.",
                same(GET, "If-Match: *|"));
        must("if-match-other", "9110 §13.1.1", "With a different tag in If-Match, the method is not performed.",
                LOST, notPerformed(GET));
        must("if-match-other-of-head", "9110 §13.1.1", "… also for HEAD.", LOST,
                notPerformed(GET.replace("GET", "HEAD")));
        must("if-match-other-of-post", "9110 §13.1.1", "… also for POST.", LOST, notPerformed(ECHO));
        must("if-none-match-star", "9110 §13.1.2", "`If-None-Match: *` gets a 304 if the resource exists.", LOST,
                unlessThere(GET));
        must("if-none-match-star-of-head", "9110 §13.1.2", "… also for HEAD.", LOST,
                unlessThere(GET.replace("GET", "HEAD")));
    }

    private static TestCase notPerformed(String request) {
        return wire -> {
            wire.control(request);
            Reply reply = wire.ask(TestCases.with(request, "If-Match: \"never-was\"|"));
            reply.expect(!reply.isSuccess(), "412, or another refusal");
        };
    }

    private static TestCase unlessThere(String request) {
        return wire -> {
            wire.control(request);
            wire.ask(TestCases.with(request, "If-None-Match: *|")).expect(304);
        };
    }
}
