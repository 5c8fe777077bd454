import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Looks at bytes as they come, in any pieces, and never at one twice.
 *
 * <p>It never reads: whoever has bytes gives them to `receive`. Each {@link ParserState} runs over the bytes of its
 * class; the first other byte ends the run, and `next` says which state follows. Where the input ends, state and place
 * are remembered. Page: docs/pages/lab03.adoc.
 */
abstract class IncrementalParser {

    private static final byte[] EMPTY = {};

    private final ParserState first;
    private ParserState state;
    private byte[] kept = EMPTY;  // the bytes of what is unfinished, from earlier inputs
    private int keptLength;

    /** Where the bytes are: in the input, or in what was kept of it. */
    protected byte[] bytes = EMPTY;
    /** Where in `bytes` the whole begins. All other places count from there. */
    protected int base;
    /** The place of the byte that is looked at. */
    protected int at;
    /** The place where the run of this state began. */
    protected int token;

    protected IncrementalParser(ParserState first) {
        this.first = first;
        this.state = first;
    }

    /** The state after `delimiter`, the first byte that does not belong to the run from `token` to `at`. */
    protected abstract ParserState next(ParserState state, byte delimiter);

    /** The place from which the limit of a state's bytes counts. */
    protected abstract int limitFrom(ParserState state);

    /**
     * Takes from `in`, a buffer on the heap, the bytes up to the end of what is parsed; what follows stays there.
     *
     * @return whether it is complete: then it has to be asked for before `in` changes
     * @throws HttpError as soon as the bytes cannot become right any more
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
        bytes = kept;       // The input is somebody else's, and may be large.
        return false;
    }

    /**
     * Goes on at `at` with the bytes of `source` that begin at `start`, up to `end`; returns whether all is complete.
     */
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
     * The input has ended too early: takes all that is left in `in`, none remains, and puts it behind what was kept
     * before.
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

    /** Goes on with what was kept. As `receive`: takes from `in` what belongs to the whole, and no more. */
    // task incremental
    private boolean resume(ByteBuffer in) {
        keep(in);
        boolean complete = scan(kept, 0, keptLength);
        if (complete) {
            in.position(in.position() - (keptLength - at));
        }
        return complete;
    }

    /** Whether anything has come yet. */
    boolean isPartial() {
        return at > 0;
    }

    /** Begins anew. */
    protected void reset() {
        state = first;
        kept = EMPTY;
        keptLength = 0;
        bytes = EMPTY;
        at = 0;
        token = 0;
    }

    /** What is complete, as an array of its own. */
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
