package grader.proofs.protocol;

import static grader.proofs.protocol.Finding.check;

import grader.clients.http.Response.Framing;
import grader.proofs.protocol.Wire.Wants;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a client makes of a conversation; it has to be what the handlers said, in that order. */
public final class Replies {

    private final Outcome outcome;
    private final List<HandlerProbe.Said> said;
    private final ReplyReader reader;
    private final List<Reply> replies = new ArrayList<>();

    private Replies(Outcome outcome) {
        this.outcome = outcome;
        this.said = outcome.probe().said();
        this.reader = new ReplyReader(outcome.bytes(), outcome.end() == Wants.CLOSE || outcome.end() == Wants.LINGER);
    }

    /**
     * @throws Finding if they are not well-formed, or not what was said, or the connection ends otherwise than they say
     */
    public static List<Reply> of(Outcome outcome) {
        Replies replies = new Replies(outcome);
        replies.read();
        replies.checkEnd();
        return replies.replies;
    }

    /**
     * What a client of other methods than HEAD makes of bytes, without knowing what was said.
     *
     * @param closed whether the connection has ended as a complete response may end
     * @throws Finding if they are not well-formed
     */
    public static List<Reply> toGets(byte[] bytes, boolean closed) {
        ReplyReader reader = new ReplyReader(bytes, closed);
        List<Reply> replies = new ArrayList<>();
        for (reader.interims(); !reader.isAtEnd(); reader.interims()) {
            Reply reply = reader.next(false);
            if (reply != null) {
                replies.add(reply);
            }
        }
        return replies;
    }

    private void read() {
        for (HandlerProbe.Said each : said) {
            Reply reply = reader.isAtEnd() ? null : reader.next(!each.hasContent());
            if (reply == null || !reply.isComplete()) {
                boolean broken = outcome.probe().isBroken() && replies.size() == said.size() - 1;
                check(broken || !outcome.isUndisturbed(), "a response is not complete",
                        replies.size() + 1 + " of " + said.size());
            }
            if (reply == null) {
                return;
            }
            checkSaid(each, reply);
            replies.add(reply);
        }
        reader.interims();
        check(reader.isAtEnd(), "there is more than answers", reader.shown());
    }

    private void checkSaid(HandlerProbe.Said each, Reply reply) {
        check(reply.status() == each.status(), "responses are out of order",
                reply.status() + " in place of " + each.status());
        check(each.status() != 500, "the response is 500", reply.content());
        if (each.content() != null && each.hasContent() && reply.framing() == Framing.LENGTH && each.status() != 205
                && reply.isComplete()) {
            check(Arrays.equals(each.content(), reply.content().getBytes(StandardCharsets.ISO_8859_1)),
                    "the content is not what was said",
                    each);
        }
    }

    /** A client that is told `close` gets nothing more, another may go on. */
    private void checkEnd() {
        if (replies.isEmpty()) {
            check(!outcome.isUndisturbed() || outcome.listens(), "the connection ends without a word", outcome.end());
            return;
        }
        Reply last = replies.getLast();
        boolean broken = outcome.probe().isBroken() && !last.isComplete();
        check(replies.stream().filter(Reply::closes).count() <= 1
                && (!replies.stream().anyMatch(Reply::closes) || last.closes()),
                "something is said after the last response", replies);
        check(last.framing() != Framing.CONNECTION || last.closes()
                || "HEAD".equals(said.get(replies.size() - 1).method()),
                "content ends with the connection, which goes on", last);
        if (outcome.isUndisturbed()) {
            check(outcome.listens() == !(last.closes() || broken), "the connection does not end as was said", last);
            check(!outcome.probe().isBroken() || broken, "a response that broke off looks complete", last);
            check(outcome.end() == Wants.RESET == (broken && last.framing() == Framing.CONNECTION), "the end is wrong",
                    outcome.end());
        }
    }
}
