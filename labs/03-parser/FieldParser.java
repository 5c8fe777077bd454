import java.util.Arrays;

/**
 * Field lines up to the empty line: of a head, or the trailers behind a chunked body (RFC 9112 §5).
 *
 * <p>It notes where names and values are; nothing becomes a String before it is asked for. Page: docs/pages/lab03.adoc.
 */
class FieldParser extends IncrementalParser {

    private int[] slices = new int[64];     // four for each field: name start and end, value start and end
    private int count;
    /** The place where the first field line begins. */
    protected int fieldsStart;

    /** A parser of trailers. */
    FieldParser() {
        this(ParserState.NAME);
    }

    protected FieldParser(ParserState first) {
        super(first);
    }

    @Override
    protected ParserState next(ParserState state, byte delimiter) {
        return switch (state) {
            case NAME -> name(delimiter);
            case VALUE -> value(delimiter);
            case LINE_END -> lineFeed(delimiter, ParserState.NAME);
            default -> lineFeed(delimiter, ParserState.COMPLETE);
        };
    }

    /** All field lines together have one limit. */
    @Override
    protected int limitFrom(ParserState state) {
        return state == ParserState.NAME || state == ParserState.VALUE ? fieldsStart : token;
    }

    /**
     * Behind a field name, the run from `token` to `at`: a colon, at once; then comes the VALUE (RFC 9112 §5.1). No
     * name and a CR: it is the empty line, SECTION_END. One field more than {@link Fields#MAX_FIELDS}: 431. Notes the
     * name by {@link #slice}.
     */
    // task fields
    private ParserState name(byte delimiter) {
        throw new Todo("fields");
    }

    /**
     * Behind a field value: CR, and then LINE_END. The white space around the value is not part of it. Notes it, and
     * counts.
     */
    // task fields
    private ParserState value(byte delimiter) {
        throw new Todo("fields");
    }

    /** Notes where something starts and ends. */
    private void slice(int index, int start, int end) {
        if (index == slices.length) {
            slices = Arrays.copyOf(slices, 2 * slices.length);
        }
        slices[index] = start;
        slices[index + 1] = end;
    }

    /** The fields that are complete, as slices of `own`, a copy of the whole. */
    protected final Fields fields(byte[] own) {
        return new Fields(own, Arrays.copyOf(slices, 4 * count));
    }

    /** The trailers that are complete. */
    Fields trailers() {
        return fields(copy());
    }

    @Override
    protected void reset() {
        super.reset();
        count = 0;
    }
}
