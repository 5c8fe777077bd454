package grader.proofs.protocol;

import grader.clients.http.Bytes;
import grader.clients.http.Response.Framing;

/**
 * How a request has to be answered.
 *
 * @param content null if its words do not matter
 * @param connection the value of `Connection`; null if there is no such field
 * @param expects whether the client waits for a 100
 */
public record ExpectedResponse(int status, String type, Framing framing, String content, String connection,
        boolean complete,
        boolean expects) {

    boolean closes() {
        return "close".equals(connection);
    }

    /** Whether nothing comes after it. */
    public boolean isLast() {
        return closes() || !complete;
    }

    /** @throws Finding if the reply is another one */
    public void check(Reply reply) {
        is(status, reply.status(), "status");
        is(framing, reply.framing(), "framing");
        is(connection, reply.field("Connection"), "Connection");
        is(complete, reply.isComplete(), "completeness");
        if (type != null) {
            is(type, reply.field("Content-Type"), "Content-Type");
        }
        if (content != null) {
            is(content, reply.content(), "content");
        }
        Finding.check(reply.interims() <= (expects ? 1 : 0), "a 100 too many", reply);
    }

    /** @throws Finding if the reply is not this one, or the beginning of it */
    void checkBeginning(Reply reply) {
        if (reply.isComplete()) {
            check(reply);
        } else {
            is(status, reply.status(), "status");
            is(framing, reply.framing(), "framing");
            Finding.check(content == null || content.startsWith(reply.content()), "a response is wrong",
                    "its content begins otherwise");
        }
    }

    private void is(Object meant, Object is, String what) {
        if (!java.util.Objects.equals(meant, is)) {
            throw new Finding("a response is wrong", "its " + what + " is " + brief(is) + ", not " + brief(meant));
        }
    }

    private static String brief(Object value) {
        String text = String.valueOf(value);
        return Bytes.brief(text);
    }
}
