import java.util.Arrays;

/**
 * A parser for field lines up to the empty line: those of a head, or the trailers after a chunked body (RFC 9112 §5).
 *
 * <p>It records where names and values are. Nothing becomes a String until it is needed. Page: docs/pages/lab03.adoc.
 */
class FieldParser extends IncrementalParser {

    private int[] slices = new int[64];     // four for each field: name start and end, value start and end
    private int count;
    /** The position where the first field line begins. */
    protected int fieldsStart;

    /** Creates a parser for trailers. */
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

    /** Applies a single limit to all field lines together. */
    @Override
    protected int limitFrom(ParserState state) {
        return state == ParserState.NAME || state == ParserState.VALUE ? fieldsStart : token;
    }

    /**
     * Handles the byte after a field name, the run from `token` to `at`: nothing is between a name and its colon (RFC
     * 9112 §5.1), and only an empty line has no name. Afterward the name is recorded ({@link #slice}). More than
     * {@link Fields#MAX_FIELDS} fields are a 431.
     */
    // task fields
    private ParserState name(byte delimiter) {
        if (at == token && delimiter == Ascii.CR) {
            return ParserState.SECTION_END;
        }
        if (at == token || delimiter != ':') {
            throw new HttpException(400, "a field line is a name, a colon, and a value");
        }
        if (count == Fields.MAX_FIELDS) {
            throw new HttpException(431, "there are more than " + Fields.MAX_FIELDS + " fields");
        }
        slice(4 * count, token, at);
        return ParserState.VALUE;
    }

    /**
     * Handles the byte after a field value, the run from `token` to `at`. Afterward the field counts, and its value is
     * recorded, without the white space around it.
     */
    // task fields
    private ParserState value(byte delimiter) {
        if (delimiter != Ascii.CR) {
            throw new HttpException(400, "a field value has a control character, or no CR before its LF");
        }
        int start = token;
        int end = at;
        while (start < end && Ascii.isWhitespace(bytes[base + start])) {
            start++;
        }
        while (start < end && Ascii.isWhitespace(bytes[base + end - 1])) {
            end--;
        }
        slice(4 * count + 2, start, end);
        count++;
        return ParserState.LINE_END;
    }

    /** Records where a name or a value starts and ends. */
    private void slice(int index, int start, int end) {
        if (index == slices.length) {
            slices = Arrays.copyOf(slices, 2 * slices.length);
        }
        slices[index] = start;
        slices[index + 1] = end;
    }

    /** Returns the complete fields as slices of `own`, a copy of everything parsed. */
    protected final Fields fields(byte[] own) {
        return new Fields(own, Arrays.copyOf(slices, 4 * count));
    }

    /** Returns the complete trailers. */
    Fields trailers() {
        return fields(copy());
    }

    @Override
    protected void reset() {
        super.reset();
        count = 0;
    }
}
