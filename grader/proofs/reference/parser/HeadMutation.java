package grader.proofs.reference.parser;

import grader.core.source.Change;
import java.util.Random;
import java.util.function.Consumer;

/** A mistake in the reference, and what has to find it: a property that finds nothing says nothing. */
public enum HeadMutation {

    KEEPS_THE_NEXT_REQUESTS_BYTES(find(ParserProperty.PIPELINING), "IncrementalParser.java",
            "in.position(in.position() - (keptLength - at));", ""),
    FORGETS_ITS_PLACE(find(ParserProperty.EVERY_SPLIT), "IncrementalParser.java",
            "boolean complete = scan(kept, 0, keptLength);",
            "token = at; boolean complete = scan(kept, 0, keptLength);"),
    HEAD_IN_THE_READ_BUFFER(find(ParserProperty.ANY_SPLIT), "HeadParser.java",
            "Head head = new Head(own, methodStart, methodEnd, targetEnd, fields(own));",
            "Head head = base > 0 ? new Head(bytes, base + methodStart, base + methodEnd, base + targetEnd, "
                    + "fields(own))"
                    + " : new Head(own, methodStart, methodEnd, targetEnd, fields(own));"),
    COUNT_OF_FIELDS_STAYS(find(ParserProperty.PIPELINING), "FieldParser.java", "count = 0;", ""),
    SPACE_BEHIND_VALUE_STAYS(find(ParserProperty.ANY_SPLIT), "FieldParser.java", "end--;", "break;"),
    HOST_OF_OLD_CLIENTS(find(ParserProperty.DAMAGE), "Host.java", "if (!hosts.isEmpty() && !isValid", "if (!isValid"),
    LIMIT_ONLY_AT_THE_END(find(ParserProperty.DAMAGE), "IncrementalParser.java",
            "if (at - limitFrom(state) >", "if (base + at == end && at - limitFrom(state) >"),
    SPACE_IN_LISTS_STAYS(find(ParserProperty.ANY_SPLIT), "Framing.java", "number(number.strip())", "number(number)"),
    LAST_CHUNK_IN_ONE_PIECE(find(ParserProperty.EVERY_SPLIT), "ChunkedDecoder.java",
            "size -= count; return size == 0", "size -= count; return size <= 1"),
    BEGINS_ANEW(HeadMutation::looksOnce, "IncrementalParser.java",
            "boolean complete = scan(kept, 0, keptLength);",
            "at = token; boolean complete = scan(kept, 0, keptLength);"),
    GROWS_BY_WHAT_COMES(HeadMutation::looksOnce, "IncrementalParser.java",
            "Math.max(keptLength + count, 2 * kept.length)", "keptLength + count"),
    TAKES_ROOM_AT_ONCE(Work::holdsNothingThatIsOnlyAnnounced, "BufferedContent.java", "Math.min(maxBytes,",
            "Math.min(100_000_000,100_000 +"),
    LENGTH_WRAPS(Work::holdsNothingThatIsOnlyAnnounced, "Framing.java",
            "value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : 10 * value + digit", "10 * value + digit"),
    SIZE_WRAPS(Work::holdsNothingThatIsOnlyAnnounced, "ChunkedDecoder.java", "content.requireRoom(size);", ""),
    HOLDS_THE_CONTENT(parser -> Work.holdsNothingWhenIdle(parser, new Random(1)), "RequestParser.java",
            "decoder = null; content = null;", "decoder = null;"),
    HOLDS_THE_HEAD(parser -> Work.holdsNothingWhenIdle(parser, new Random(1)), "IncrementalParser.java",
            "keptLength = 0; bytes = EMPTY;", "keptLength = 0;"),
    CHUNKS_WITHOUT_END(parser -> Limit.CHUNKS.hold(parser, 512), "BufferedContent.java", "count > maxBytes - length",
            "count > maxBytes"),
    SLICES_DO_NOT_GROW(parser -> Limit.FIELDS.hold(parser, 512), "FieldParser.java", "index == slices.length", "false"),
    EXTENSIONS_WITHOUT_END(parser -> Limit.CHUNK_EXTENSION.hold(parser, 512), "ChunkedDecoder.java",
            "++extensionBytes >", "extensionBytes >"),
    QUOTES_WITHOUT_END(Extensions::agreeWithTheGrammar, "ChunkedDecoder.java",
            "case QUOTED -> b == '\"'", "case QUOTED -> b == Ascii.CR ? Part.SIZE_END : b == '\"'"),
    FIELDS_ONE_BY_ONE(parser -> Limit.LONG_FIELDS.hold(parser, 512), "FieldParser.java",
            "state == ParserState.NAME || state == ParserState.VALUE ? fieldsStart : token", "token"),
    EMPTY_LINES_WITHOUT_END(parser -> Limit.EMPTY_LINES.hold(parser, 512), "HeadParser.java", "emptyLines++;", "");

    private static final int CASES = 400;

    private final Consumer<ReferenceParser> finds;
    private final Change change;

    HeadMutation(Consumer<ReferenceParser> finds, String file, String text, String with) {
        this.finds = finds;
        this.change = new Change(file, text, with);
    }

    /** The reference with the mistake in it. */
    public ReferenceParser in(ReferenceParser reference) {
        return reference.with(change);
    }

    /** @throws AssertionError if the parser has the mistake */
    public void find(ReferenceParser parser) {
        finds.accept(parser);
    }

    private static Consumer<ReferenceParser> find(ParserProperty property) {
        return parser -> property.hold(parser, CASES, 1);
    }

    private static void looksOnce(ReferenceParser parser) {
        Work.looksAtEachByteOnce(parser, new Random(1));
    }
}
