package grader.proofs.protocol.tests;

import grader.core.source.Change;
import grader.proofs.protocol.HttpParts;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import java.util.Random;
import java.util.function.Consumer;

/** A mistake in the reference, and what has to find it: a property that finds nothing says nothing. */
public enum Mutation {

    DROPS_WHAT_CAME_AHEAD(find(Property.WHOLE_AND_BYTES), "RequestReader.java",
            "unparsed = ByteBuffer.allocate(in.remaining()).put(in).flip();", ""),
    HOLDS_THE_RESPONSE(find(Property.WHOLE_AND_BYTES), "ResponseWriter.java",
            "reset(); return true;", "return true;"),
    HOLDS_WHAT_CAME_AHEAD(find(Property.WHOLE_AND_BYTES), "RequestReader.java",
            "unparsed = unparsed.hasRemaining() ? unparsed : EMPTY;", ""),
    CONTINUES_ONLY_ONCE(find(Property.WHOLE_AND_BYTES), "RequestReader.java", "continueSent = false;", ""),
    CONTINUES_AGAIN_AND_AGAIN(find(Property.WHOLE_AND_BYTES), "RequestReader.java", "&& !continueSent &&", "&&"),
    BORROWS_BEFORE_IT_ASKS(Cases::handlersHoldNoBuffer, "Exchange.java",
            "Response response = handler.handle(request);",
            "ByteBuffer early = buffers.acquire(); Response response; "
                    + "try { response = handler.handle(request); } finally { buffers.release(early); }"),
    CLOSES_ON_A_CLIENT_THAT_WOULD_GO_ON(Cases::lingersForWhoWouldGoOn, "Exchange.java",
            "clientMaySendMore = malformed || persistent;", "clientMaySendMore = malformed;"),
    CLOSES_AFTER_A_BROKEN_RESPONSE(Cases::lingersBehindABrokenAnswer, "Exchange.java",
            "clientMaySendMore = malformed || persistent;", "clientMaySendMore = malformed || persistent && last;"),
    CONTINUES_AFTER_THE_LAST(Cases::saysNothingBehindTheLast, "RequestReader.java",
            "unparsed = EMPTY; continueSent = true;", "unparsed = EMPTY;"),
    LOSES_THE_LAST_BYTE(find(Property.ANY_PIECES), "Exchange.java",
            "written = out.position(); if (!out.hasRemaining()) {",
            "written = out.position(); if (out.remaining() < 2) {"),
    FORGETS_WHAT_IS_UNWRITTEN(find(Property.ANY_PIECES), "Exchange.java",
            "written = out.position(); if (!out.hasRemaining()) {",
            "written = out.position(); if (true) {"),
    GOES_ON_AFTER_CLOSE(find(Property.WHOLE_AND_BYTES), "Exchange.java",
            "last = !persistent || response.isLast() || framing == BodyFraming.CLOSE && !headOnly;", "last = false;"),
    READS_BEFORE_IT_WRITES(find(Property.ANY_PIECES), "HttpConnection.java",
            "enter(exchange.pendingOutput() == null ? phaseAfterOutput() : Phase.SENDING);",
            "enter(exchange.pendingOutput() == null || reader.isPartial() ? phaseAfterOutput() : Phase.SENDING);"),
    LISTENS_WHILE_IT_LINGERS(find(Property.ANY_PIECES), "HttpConnection.java", "if (phase == Phase.LINGERING) {",
            "if (false) {"),
    DEADLINE_IS_ASKED_TO_DEATH(find(Property.WHOLE_AND_BYTES), "HttpConnection.java",
            "return switch (phase) { case IDLE -> phaseStart",
            "phaseStart++; return switch (phase) { case IDLE -> phaseStart"),
    TRUNCATED_LOOKS_COMPLETE(find(Property.WHOLE_AND_BYTES), "Exchange.java",
            "mustReset = writer.isCloseDelimited();", ""),
    BROKEN_GOES_ON(find(Property.WHOLE_AND_BYTES), "Exchange.java", "reader.discard(); last = true;", ""),
    CONTENT_STAYS_TAKEN(Cases::returnsContentAfterABrokenResponse, "Exchange.java", "reader.abandon(cause);", ""),
    SOURCE_STAYS_OPEN(find(Property.UNTIMELY), "Exchange.java",
            "outcomes.breakOffAll(cause); abandon(); } boolean hasMore",
            "outcomes.breakOffAll(cause); } boolean hasMore"),
    WAITING_SOURCE_STAYS_OPEN(Cases::closesWhatWaits, "Outgoing.java", "response.close();", ""),
    BUFFER_STAYS_WITH_THE_UNCLOSABLE(Cases::closesOnceWhatCannotBeClosed, "Exchange.java",
            "cause = why; if (out", "cause = why; abandon(); if (out"),
    ENDS_WHERE_NOTHING_CAME(Cases::sendsWhatIsThere, "ResponseWriter.java",
            "for (int pause = 0; source.read(data) >= 0 && data.position() == 0; pause++) {",
            "int pause = 0; if (source.read(data) >= 0 && data.position() == 0) {"),
    BELIEVES_THE_SOURCE(Cases::sendsWhatIsThere, "ResponseWriter.java",
            "source.read(data) >= 0 && data.position() == 0", "data.position(source.read(data)).position() == 0"),
    CLOSES_AGAIN(Cases::closesOnceWhatCannotBeClosed, "ResponseWriter.java", "over.close();",
            "source = over; over.close(); source = null;"),
    BUFFER_STAYS_AWAY(find(Property.UNTIMELY), "Exchange.java",
            "cause = why; if (out != null) {",
            "cause = why; if (out != null && !out.hasRemaining()) {"),
    CLOSES_TWICE(find(Property.WHOLE_AND_BYTES), "ResponseWriter.java", "over.close();",
            "over.close(); over.close();"),
    PULLS_MORE_AT_ONCE(find(Property.ANY_PIECES), "Exchange.java",
            "boolean complete = writer.write(buffer);",
            "boolean complete = writer.write(buffer) || writer.write(buffer);"),
    CHUNK_TOO_LONG(find(Property.ANY_PIECES), "ResponseWriter.java", "toHexDigits((short) size)",
            "toHexDigits((byte) size)"),
    LENGTH_OF_LARGE_PIECES(find(Property.ANY_PIECES), "ResponseWriter.java", "remaining -= size;",
            "remaining -= size; remaining = remaining > 100_000 ? remaining - 1 : remaining;"),
    LARGE_HEAD_IS_CUT(Cases::sendsHeadsOfAnySize, "ResponseWriter.java",
            "head.position(head.position() + headPart);", "head = NO_HEAD;"),
    IDLE_RUNS_FROM_THE_RESPONSE(late(Late.IDLE_FROM_THE_LAST_BYTE_OF_THE_ANSWER), "HttpConnection.java",
            "if (exchange.sent()) { phaseStart = clock.now(); } "
                    + "if (exchange.pendingOutput() == null) { enter(phaseAfterOutput());",
            "exchange.sent(); if (exchange.pendingOutput() == null) { "
                    + "phase = phaseAfterOutput();"),
    NOTHING_IS_PROGRESS(late(Late.WRITE_OF_NOTHING), "HttpConnection.java", "if (exchange.sent()) {",
            "exchange.sent(); if (true) {"),
    DRIPS_MOVE_THE_REQUEST(late(Late.REQUEST_IS_NOT_MOVED_BY_DRIPS), "HttpConnection.java",
            "if (next != phase || next == Phase.HANDLING) {", "if (true) {"),
    HANDLERS_TIME_COUNTS(late(Late.HANDLERS_TIME_DOES_NOT_COUNT), "HttpConnection.java",
            "next == Phase.HANDLING) { phaseStart = clock.now();",
            "next == Phase.HANDLING) { "
                    + "phaseStart = next == Phase.PRODUCING || next == Phase.SENDING ? phaseStart : clock.now();"),
    HANDLERS_SHARE_THEIR_TIME(late(Late.HANDLERS_TIME_IS_THE_REQUESTS_OWN), "HttpConnection.java",
            "if (next != phase || next == Phase.HANDLING) {", "if (next != phase) {"),
    SILENT_WHEN_LATE(late(Late.REQUEST_IN_ITS_CONTENT), "HttpConnection.java",
            "reader.reject(new HttpException(408, \"the rest of the request did not come in time\")); "
                    + "enter(Phase.HANDLING);",
            "enter(Phase.CLOSED);"),
    LINGERS_FOR_EVER(late(Late.LINGER), "HttpConnection.java", "case IDLE, LINGERING -> enter(Phase.CLOSED);",
            "case IDLE -> enter(Phase.CLOSED); case LINGERING -> {}"),
    WAITS_FOR_THE_READER(late(Late.WRITE_WITHOUT_PROGRESS), "HttpConnection.java",
            "case SENDING -> enter(Phase.RESET);", "case SENDING -> {}"),
    BUFFER_GROWS(subject -> Cases.streamsWithoutGrowth(subject, new Random(1), true), "BufferPool.java",
            "return buffer == null ? ByteBuffer.allocate(SIZE)",
            "return buffer == null ? ByteBuffer.allocate(2 * SIZE)"),
    LOSES_A_BUFFER_BY_AN_ERROR(Cases::givesBackAfterAnError, "Exchange.java",
            "} finally { out = buffer.flip(); if (!out.hasRemaining()) {",
            "out = buffer.flip(); } finally { "
                    + "if (out != null && !out.hasRemaining()) {"),
    ASKS_FOR_ALL(Cases::doesNotReadAhead, "ResponseBatch.java", "waiting.size() < MAX_RESPONSES &&", ""),
    ASKS_FOR_LARGE_ONES(Cases::responsesThatWaitAreFew, "ResponseBatch.java", "&& bytes < MAX_BYTES", ""),
    ASKS_AFTER_A_SOURCE(Cases::responsesThatWaitAreFew, "ResponseBatch.java",
            "each.response().source() == null ? each.response().body().length : MAX_BYTES",
            "each.response().body().length"),
    FAILS_WITHOUT_A_BUFFER(Cases::neverWaitsForABuffer, "BufferPool.java", "return ByteBuffer.allocate(SMALL);",
            "throw new IllegalStateException(\"all are borrowed\");");

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
