package grader.tests.connection;

import grader.talk.HttpParts;
import grader.talk.Setting;
import grader.talk.Subject;
import grader.lab.Change;
import java.util.Random;
import java.util.function.Consumer;

/** A mistake in the reference, and what has to find it: a property that finds nothing says nothing. */
public enum Mutation {

    DROPS_WHAT_IS_BEHIND(find(Property.WHOLE_AND_BYTES), "Inbox.java", "rest = ByteBuffer.wrap(bytes);", ""),
    HOLDS_THE_ANSWER(find(Property.WHOLE_AND_BYTES), "ResponseWriter.java",
            "        body = NOTHING;\n        return true;", "        return true;"),
    HOLDS_WHAT_WAS_BEHIND(find(Property.WHOLE_AND_BYTES), "Inbox.java", "rest = rest.hasRemaining() ? rest : NOTHING;",
            ""),
    CONTINUES_ONLY_ONCE(find(Property.WHOLE_AND_BYTES), "Inbox.java", "continued = false;", ""),
    CONTINUES_AGAIN_AND_AGAIN(find(Property.WHOLE_AND_BYTES), "Inbox.java", "&& !continued &&", "&&"),
    LENDS_BEFORE_IT_ASKS(Cases::handlersHoldNoBuffer, "Outbox.java", "if (inbox.isInHand() && !writer.isBusy()) {",
            "if (last) {"),
    LEAVES_WHO_WOULD_GO_ON(Cases::lingersForWhoWouldGoOn, "Outbox.java", "lingers = failed || keeps;",
            "lingers = failed;"),
    LEAVES_BEHIND_A_BROKEN_ANSWER(Cases::lingersBehindABrokenAnswer, "Outbox.java", "lingers = failed || keeps;",
            "lingers = failed || keeps && last;"),
    CONTINUES_BEHIND_THE_LAST(Cases::saysNothingBehindTheLast, "Inbox.java",
            "rest = NOTHING;\n        continued = true;", "rest = NOTHING;"),
    LOSES_THE_LAST_BYTE(find(Property.ANY_PIECES), "Outbox.java", "if (!out.hasRemaining()) {",
            "if (out.remaining() < 2) {"),
    FORGETS_WHAT_IS_UNWRITTEN(find(Property.ANY_PIECES), "Outbox.java", "if (!out.hasRemaining()) {", "if (true) {"),
    GOES_ON_BEHIND_CLOSE(find(Property.WHOLE_AND_BYTES), "Outbox.java", "last = writer.endsConnection();",
            "last = false;"),
    READS_BEFORE_IT_WRITES(find(Property.ANY_PIECES), "HttpConnection.java",
            "if (outbox.bytes() != null) {", "if (outbox.bytes() != null && (inbox.isInHand() || outbox.isLast())) {"),
    LISTENS_WHILE_IT_LINGERS(find(Property.ANY_PIECES), "HttpConnection.java", "if (outbox.isLast()) {",
            "if (false) {"),
    DEADLINE_IS_ASKED_TO_DEATH(find(Property.WHOLE_AND_BYTES), "HttpConnection.java",
            "return switch (wants()) {\n            case READ ->",
            "since++;\n        return switch (wants()) {\n            case READ ->"),
    TORN_LOOKS_COMPLETE(find(Property.WHOLE_AND_BYTES), "Outbox.java", "torn = writer.isCloseDelimited();", ""),
    BROKEN_GOES_ON(find(Property.WHOLE_AND_BYTES), "Outbox.java", "inbox.discard();\n        last = true;",
            "inbox.next();"),
    SOURCE_STAYS_OPEN(find(Property.UNTIMELY), "Outbox.java", "        writer.abandon();\n    }\n\n    boolean isLast",
            "    }\n\n    boolean isLast"),
    BUFFER_STAYS_WITH_THE_UNCLOSABLE(Cases::closesOnceWhatCannotBeClosed, "Outbox.java", "    void close() {\n",
            "    void close() {\n        writer.abandon();\n"),
    ENDS_WHERE_NOTHING_CAME(Cases::sendsWhatIsThere, "ResponseWriter.java", "while (more && data.position() == 0) {",
            "if (more) {"),
    BELIEVES_THE_SOURCE(Cases::sendsWhatIsThere, "ResponseWriter.java", "more = source.read(data) >= 0;",
            "data.position(source.read(data));"),
    CLOSES_AGAIN(Cases::closesOnceWhatCannotBeClosed, "ResponseWriter.java", "            over.close();\n",
            "            source = over;\n            over.close();\n            source = null;\n"),
    BUFFER_STAYS_AWAY(find(Property.UNTIMELY), "Outbox.java",
            "void close() {\n        if (out != null) {",
            "void close() {\n        if (out != null && !out.hasRemaining()) {"),
    CLOSES_TWICE(find(Property.WHOLE_AND_BYTES), "ResponseWriter.java", "            over.close();\n",
            "            over.close();\n            over.close();\n"),
    PULLS_MORE_AT_ONCE(find(Property.ANY_PIECES), "Outbox.java", "&& !writer.isBusy();", ";"),
    CHUNK_TOO_LONG(find(Property.ANY_PIECES), "ResponseWriter.java", "toHexDigits((short) size)",
            "toHexDigits((byte) size)"),
    LENGTH_OF_LARGE_PIECES(find(Property.ANY_PIECES), "ResponseWriter.java", "left -= size;",
            "left -= size; left = left > 100_000 ? left - 1 : left;"),
    IDLE_RUNS_FROM_THE_ANSWER(late(Late.IDLE_FROM_THE_LAST_BYTE_OF_THE_ANSWER), "HttpConnection.java",
            "if (outbox.sent()) {", "outbox.sent();\n        if (false) {"),
    NOTHING_IS_PROGRESS(late(Late.WRITE_OF_NOTHING), "HttpConnection.java", "if (outbox.sent()) {",
            "outbox.sent();\n        if (true) {"),
    DRIPS_MOVE_THE_REQUEST(late(Late.REQUEST_IS_NOT_MOVED_BY_DRIPS), "HttpConnection.java",
            "if (!begun && inbox.hasBegun()) {", "if (inbox.hasBegun()) {"),
    HANDLERS_TIME_COUNTS(late(Late.HANDLERS_TIME_DOES_NOT_COUNT), "HttpConnection.java",
            "outbox.fill();\n        since = clock.now();", "outbox.fill();"),
    SILENT_WHEN_LATE(late(Late.REQUEST_IN_ITS_CONTENT), "HttpConnection.java",
            "inbox.reject(new HttpError(408, \"the rest of the request did not come in time\"));", "ended = true;"),
    LINGERS_FOR_EVER(late(Late.LINGER), "HttpConnection.java", "case LINGER -> ended = true;", "case LINGER -> { }"),
    WAITS_FOR_THE_READER(late(Late.WRITE_WITHOUT_PROGRESS), "HttpConnection.java", "case WRITE -> givenUp = true;",
            "case WRITE -> { }"),
    LOSES_A_BUFFER_BY_AN_ERROR(Cases::givesBackAfterAnError, "Outbox.java",
            "        } finally {\n            out = buffer.flip();",
            "            out = buffer.flip();\n        } finally {\n"),
    BUFFER_GROWS(subject -> Cases.streamsWithoutGrowth(subject, new Random(1), true), "Outbox.java",
            "return !Buffers.isFull(buffer) && !writer.isBusy();",
            "return buffer.position() < 1_000_000 && writer.isBusy();"),
    ANSWERS_AHEAD(Cases::doesNotReadAhead, "Outbox.java", "return !Buffers.isFull(buffer) && !writer.isBusy();",
            "return !writer.isBusy();");

    private static final int CASES = 600;

    private final Consumer<Subject> finds;
    private final Change change;

    Mutation(Consumer<Subject> finds, String file, String text, String with) {
        this.finds = finds;
        this.change = new Change(file, text, with);
    }

    /** The reference with the mistake in it. */
    public HttpParts in(HttpParts reference) {
        return reference.with(change);
    }

    /** @throws AssertionError if it has the mistake */
    public void find(HttpParts parts) {
        finds.accept(parts.subject(Setting.USUAL));
    }

    private static Consumer<Subject> find(Property property) {
        return subject -> property.hold(subject, CASES, 1);
    }

    private static Consumer<Subject> late(Late late) {
        return late::comes;
    }
}
