import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of content: `count` bytes, from byte `first` on. The first byte of the content has the number 0.
 *
 * @param count 0 if no byte of the content is in the range
 */
record ByteRange(long first, long count) {

    private static final Pattern SINGLE = Pattern.compile("(?i:bytes)=[ \\t]*(\\d*)-(\\d*)[ \\t]*");

    /**
     * Returns the part that a `Range` field asks for, of content with `size` bytes (RFC 9110 §14.1.2):
     *
     * <ul><li>`bytes=10-19`: ten bytes. The last one may be after the end of the content.</li> <li>`bytes=10-`: all
     * from byte 10 on.</li> <li>`bytes=-10`: the last ten, or all if there are fewer.</li></ul>
     *
     * <p>A number may have any number of digits ({@link #number}). If no byte of the content is in the range, the count
     * is 0. Returns null if the field is to be ignored: it has none of these forms ({@link #SINGLE}), has no number, or
     * its last byte comes before its first.
     */
    // task ranges, until then: return null;
    static ByteRange parse(String value, long size) {
        Matcher range = SINGLE.matcher(value);
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return null;
        }
        if (range.group(1).isEmpty()) {
            long count = Math.min(number(range.group(2)), size);
            return new ByteRange(size - count, count);
        }
        long first = number(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : number(range.group(2));
        if (last < first) {
            return null;
        }
        return first >= size ? new ByteRange(0, 0) : new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }

    /** Returns the number that these digits are; `Long.MAX_VALUE` if it is larger than that. */
    private static long number(String digits) {
        return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }
}
