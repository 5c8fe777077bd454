// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/**
 * A complete request head: one array of bytes, and the positions of its parts.
 *
 * <p>Nothing but the method becomes a String until it is needed.
 */
final class Head {

    /** The methods that this server knows. */
    static final List<String> KNOWN_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE");

    /** The head of a request that could not be understood: nothing is known about it. */
    static final Head UNKNOWN = new Head("- - HTTP/1.1".getBytes(US_ASCII), 0, 1, 3, Fields.EMPTY);

    private final byte[] bytes;
    private final int targetStart;
    private final int targetEnd;
    private final String method;
    private final Fields fields;
    private String rawTarget;       // null until it is needed

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

    /** Returns the request target as received. */
    String rawTarget() {
        rawTarget = rawTarget == null ? Ascii.text(bytes, targetStart, targetEnd) : rawTarget;
        return rawTarget;
    }

    RequestTarget target() {
        return RequestTarget.of(method, rawTarget());
    }

    /** Returns the version as received, such as `HTTP/1.1`. */
    String version() {
        return Ascii.text(bytes, targetEnd + 1, targetEnd + 9);
    }

    /**
     * Returns whether the client speaks HTTP/1.0 and nothing newer. The last digit of the version decides, because the
     * first digit is 1.
     */
    boolean isHttp10() {
        return bytes[targetEnd + 8] == '0';
    }

    Fields fields() {
        return fields;
    }

    /**
     * Returns this head if it is valid as a whole. A target that begins with `/` is already valid, because it contains
     * only bytes of its class. The method may be any: a request with an unknown method is still a request.
     */
    Head validated() {
        if (bytes[targetStart] != '/' || method.equals("CONNECT")) {
            target();
        }
        Host.requireValid(fields, isHttp10());
        return this;
    }
}
