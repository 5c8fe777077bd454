package grader.conformance.caching;

import static grader.conformance.caching.FileTests.TEXT;
import static grader.conformance.caching.FileTests.value;
import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.connection.TrialConnection;
import grader.conformance.requirements.Group;
import grader.conformance.requirements.TestCases;
import java.util.List;
import java.util.Locale;

/** The 304: the client has this file already. */
public final class NotModifiedCases extends Group {

    private static final String UPDATE = "With it a cache updates what it has stored.";
    private static final List<String> DESCRIBING = List.of("content-type", "content-encoding", "content-language");

    public NotModifiedCases() {
        super("304 Not Modified", FileTests.LAB);
        must("304-ends-with-head", "9110 §15.4.5", "A 304 has no content: the next response follows its head.",
                wire -> {
                    String condition = condition(wire.control(get(TEXT, "")));
                    TrialConnection talk = wire.connect().send(get(TEXT, condition) + GET);
                    Reply first = talk.reply();
                    if (first.status() != 304) {
                        throw new NotApplicable("it sends no 304, but " + first.status());
                    }
                    TestCases.goesOn(talk, first);
                });
        for (String name : List.of("Date", "ETag", "Cache-Control", "Vary")) {
            must("304-" + name.toLowerCase(Locale.ROOT), "9110 §15.4.5", "A 304 has " + name + " if the 200 has it.",
                    UPDATE, wire -> {
                        Reply plain = wire.control(get(TEXT, ""));
                        String value = value(plain, name);
                        Reply reply = notModified(wire, plain);
                        reply.expect(reply.has(name) && (name.equals("Date") || reply.values(name).contains(value)),
                                name + ": " + value);
                    });
        }
        should("304-without-metadata", "9110 §15.4.5", "A 304 has no field that describes content, such as its type.",
                wire -> {
                    Reply reply = notModified(wire, wire.control(get(TEXT, "")));
                    DESCRIBING.forEach(name -> reply.expect(!reply.has(name), "no " + name));
                });
        must("304-length", "9110 §8.6", "Content-Length in a 304, if sent, is that of the 200.",
                "Otherwise caches take their copy for an incomplete one.", wire -> {
                    Reply plain = wire.control(get(TEXT, ""));
                    Reply reply = notModified(wire, plain);
                    reply.expect(value(reply, "Content-Length").equals(String.valueOf(plain.body().length())),
                            "the length of the file, got Content-Length: " + reply.values("content-length"));
                });
    }

    /** A field line with the best validator that a file has. */
    private static String condition(Reply plain) {
        return plain.has("etag") ? "If-None-Match: " + FileTests.tag(plain) + "|"
                : "If-Modified-Since: " + FileTests.date(plain) + "|";
    }

    private static Reply notModified(Connections wire, Reply plain) {
        Reply reply = wire.ask(get(TEXT, condition(plain)));
        if (reply.status() != 304) {
            throw new NotApplicable("it sends no 304, but " + reply.status());
        }
        return reply;
    }
}
