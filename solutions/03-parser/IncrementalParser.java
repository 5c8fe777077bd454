import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A parser for bytes that arrive in pieces of any size. It looks at no byte twice.
 *
 * <p>The parser never reads: the caller passes bytes to `receive`. Each {@link ParserState} runs over the bytes of its
 * class. The first other byte ends the run, and `next` returns the state that follows. Where the input ends, the parser
 * remembers its state and position. The parsers of heads and trailers extend it, and so does lab 14's, of responses.
 * Page: docs/pages/lab03.adoc.
 */
abstract class IncrementalParser {

    private static final byte[] EMPTY = {};

    private final ParserState first;
    private ParserState state;
    private byte[] kept = EMPTY;  // the unfinished bytes from earlier inputs
    private int keptLength;

    /** The array that holds the bytes: the input, or what was kept of it. */
    protected byte[] bytes = EMPTY;
    /** The index in `bytes` of the first parsed byte. All other positions count from there. */
    protected int base;
    /** The position of the current byte. */
    protected int at;
    /** The position where the run of this state began. */
    protected int token;

    protected IncrementalParser(ParserState first) {
        this.first = first;
        this.state = first;
    }

    /** Returns the state after `delimiter`, the first byte that does not belong to the run from `token` to `at`. */
    protected abstract ParserState next(ParserState state, byte delimiter);

    /** Returns the position from which the bytes of a state count toward its limit. */
    protected abstract int limitFrom(ParserState state);

    /**
     * Takes bytes from `in`, a heap buffer, up to the end of what is parsed. Bytes after that stay in `in`.
     *
     * @return whether the result is complete; if so, the caller must get it before `in` changes
     * @throws HttpException as soon as the bytes can no longer become valid
     */
    final boolean receive(ByteBuffer in) {
        if (keptLength > 0) {
            return resume(in);
        }
        if (scan(in.array(), in.arrayOffset() + in.position(), in.arrayOffset() + in.limit())) {
            in.position(in.position() + at);
            return true;
        }
        keep(in);
        bytes = kept;       // The input belongs to the caller, and may be large.
        return false;
    }

    /**
     * Continues with the bytes of `source`, of which those from `start` to `end` have arrived. At most `max` bytes
     * count for a state ({@link #limitFrom}); one more is rejected with the state's status, even if the run has not
     * ended.
     *
     * @return whether the state is COMPLETE; `at` is then the end of what was parsed, whatever follows
     */
    // task request-line
    private boolean scan(byte[] source, int start, int end) {
        bytes = source;
        base = start;
        while (state != ParserState.COMPLETE) {
            at = Ascii.skip(state.allowed, bytes, base + at, end) - base;
            if (at - limitFrom(state) > state.max) {
                throw new HttpException(state.statusIfTooLong,
                        "more than " + state.max + " bytes of " + state.description);
            }
            if (base + at == end) {
                return false;
            }
            state = next(state, bytes[base + at]);
            at++;
            token = at;
        }
        return true;
    }

    /**
     * Keeps what is left in `in`, in addition to what was kept before: the input has ended too early, and its buffer
     * belongs to the caller. Nothing remains in `in`.
     */
    // task incremental
    private void keep(ByteBuffer in) {
        int count = in.remaining();
        if (keptLength + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(keptLength + count, 2 * kept.length));
        }
        in.get(kept, keptLength, count);
        keptLength += count;
    }

    /** Does what {@link #receive} does, if an earlier input has ended too early. */
    // task incremental
    private boolean resume(ByteBuffer in) {
        keep(in);
        boolean complete = scan(kept, 0, keptLength);
        if (complete) {
            in.position(in.position() - (keptLength - at));
        }
        return complete;
    }

    /** Returns whether any bytes have arrived yet. */
    boolean isPartial() {
        return at > 0;
    }

    /** Starts over. */
    protected void reset() {
        state = first;
        kept = EMPTY;
        keptLength = 0;
        bytes = EMPTY;
        at = 0;
        token = 0;
    }

    /** Returns the parsed bytes in a new array. */
    protected final byte[] copy() {
        return Arrays.copyOfRange(bytes, base, base + at);
    }

    protected static ParserState lineFeed(byte delimiter, ParserState next) {
        if (delimiter != Ascii.LF) {
            throw new HttpException(400, "a CR is not followed by LF");
        }
        return next;
    }
}
