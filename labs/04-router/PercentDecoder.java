import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Percent-encoding: `%C3%A9` is two bytes, and they are one `é` in UTF-8 (RFC 3986 §2.1, RFC 3629).
 *
 * <p>It is taken off once, and after the text was split: a `%2F` is part of a segment and separates nothing, and
 * `%2541` is `%41`. Page: docs/pages/lab04.adoc.
 */
final class PercentDecoder {

    private PercentDecoder() {}

    /** What `text` says without percent-encoding; 400 if it does not say anything. */
    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : utf8(bytes(text));
    }

    /** Refuses a text with a bad escape, whatever its bytes mean: a query need not be UTF-8. */
    static void requireValid(String text) {
        if (text.indexOf('%') >= 0) {
            bytes(text);
        }
    }

    /**
     * The bytes that `text` stands for: each `%` with the two hexadecimal digits behind it, of either case, is one
     * byte; all other characters are themselves, in UTF-8. A `%` without two such digits: 400.
     */
    // task decode
    private static byte[] bytes(String text) {
        throw new Todo("decode");
    }

    /**
     * The text that `bytes` are in UTF-8. Bytes that are no UTF-8 (cut off, longer than needed, half of a surrogate
     * pair) and the byte 0: 400.
     */
    // task decode
    private static String utf8(byte[] bytes) {
        throw new Todo("decode");
    }
}
