// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * A request head that has been read whole: one array of bytes, and where things are in it.
 *
 * <p>Nothing becomes a String before it is asked for.
 */
final class Head {

    /** The methods that this server knows. */
    static final List<String> KNOWN_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");

    /** That of a request that could not be understood: nothing is known of it. */
    static final Head UNKNOWN = new Head("- - HTTP/1.1".getBytes(US_ASCII), 0, 1, 3, Fields.EMPTY);

    private final byte[] bytes;
    private final int targetStart;
    private final int targetEnd;
    private final String method;
    private final Fields fields;

    Head(byte[] bytes, int methodStart, int methodEnd, int targetEnd, Fields fields) {
        this.bytes = bytes;
        this.targetStart = methodEnd + 1;
        this.targetEnd = targetEnd;
        this.method = method(bytes, methodStart, methodEnd);
        this.fields = fields;
    }

    private static String method(byte[] bytes, int start, int end) {
        for (String known : KNOWN_METHODS) {
            if (end - start == known.length() && Ascii.matches(bytes, start, known)) {
                return known;
            }
        }
        return Ascii.text(bytes, start, end);
    }

    String method() {
        return method;
    }

    /** The request target as it came. */
    String rawTarget() {
        return Ascii.text(bytes, targetStart, targetEnd);
    }

    RequestTarget target() {
        return RequestTarget.of(method, rawTarget());
    }

    /** The version as it came, such as `HTTP/1.1`. */
    String version() {
        return Ascii.text(bytes, targetEnd + 1, targetEnd + 9);
    }

    /**
     * Whether the client speaks HTTP/1.0, and nothing newer: the last digit of the version tells, as the first one is
     * 1.
     */
    boolean isHttp10() {
        return bytes[targetEnd + 8] == '0';
    }

    Fields fields() {
        return fields;
    }

    /**
     * This head, if it makes sense as a whole. A target that begins with `/` is right already, as only bytes of its
     * class are in it. The method comes last: who sends an unknown one has still sent a request.
     */
    Head validated() {
        if (bytes[targetStart] != '/' || method.equals("CONNECT")) {
            target();
        }
        Host.requireValid(fields, isHttp10());
        if (!KNOWN_METHODS.contains(method)) {
            throw new HttpException(501, "the method is not one that this server knows");
        }
        return this;
    }
}
