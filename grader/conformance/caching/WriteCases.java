package grader.conformance.caching;

import static grader.conformance.requirements.TestCases.get;

import grader.conformance.connection.Connections;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.Group;

/** Conditions of a request that changes something: each is tried on a product of its own. */
public final class WriteCases extends Group {

    private static final String LOST = "Otherwise a client overwrites what another one has changed.";
    private static final String FIRST = "{\"n\":1}";
    private static final String SECOND = "{\"n\":2}";

    public WriteCases() {
        super("Conditional writes", FileTests.LAB);
        must("write-if-match-other", "9110 §13.1.1", "With a different tag in If-Match, nothing is written.", LOST,
                wire -> {
                    String path = written(wire, "other");
                    Reply reply = wire.ask(put(path, "If-Match: \"never-was\"|", SECOND));
                    reply.expect(reply.isClientError(), "412, or another refusal");
                    wire.ask(get(path, "")).expectBody(FIRST);
                });
        must("write-if-match-current", "9110 §13.1.1", "If-Match with the current tag has no effect.", wire -> {
            String path = written(wire, "current");
            String tag = FileTests.strong(FileTests.tag(wire.control(get(path, ""))));
            wire.control(put(path, "If-Match: " + tag + "|", SECOND));
            wire.ask(get(path, "")).expectBody(SECOND);
        });
        must("write-if-match-old", "9110 §13.1.1", "With the tag from before a write, nothing is written.", LOST,
                wire -> {
                    String path = written(wire, "old");
                    String tag = FileTests.tag(wire.control(get(path, "")));
                    wire.control(put(path, "", SECOND));
                    Reply reply = wire.ask(put(path, "If-Match: " + tag + "|", FIRST));
                    reply.expect(reply.isClientError(), "412, or another refusal");
                    wire.ask(get(path, "")).expectBody(SECOND);
                });
        must("write-if-none-match-star", "9110 §13.1.2", "With `If-None-Match: *`, what exists gets a 412.", LOST,
                wire -> {
                    String path = written(wire, "star");
                    wire.ask(put(path, "If-None-Match: *|", SECOND)).expect(412);
                    wire.ask(get(path, "")).expectBody(FIRST);
                });
        must("write-if-none-match-new", "9110 §13.1.2", "… and what does not exist is written.", wire -> {
            written(wire, "exists");
            Reply reply = wire.ask(put("/products/never-was", "If-None-Match: *|", FIRST));
            reply.expect(reply.isSuccess(), "success");
        });
        must("write-if-modified-since", "9110 §13.1.3", "If-Modified-Since does not hold up a write.", wire -> {
            String path = written(wire, "since");
            Reply reply = wire.ask(put(path, "If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT|", SECOND));
            reply.expect(reply.isSuccess(), "success");
        });
    }

    private static String written(Connections wire, String name) {
        String path = "/products/conformance-" + name;
        wire.control(put(path, "", FIRST));
        return path;
    }

    private static String put(String path, String fields, String content) {
        return "PUT " + path + " HTTP/1.1|Host: a.example|Content-Type: application/json|" + fields
                + "Content-Length: " + content.length() + "||" + content;
    }
}
