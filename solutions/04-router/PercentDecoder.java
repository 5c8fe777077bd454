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
        byte[] in = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            if (i + 2 >= in.length || Ascii.hex(in[i + 1]) < 0 || Ascii.hex(in[i + 2]) < 0) {
                throw new HttpException(400, "a % is not followed by two hexadecimal digits");
            }
            out.write(16 * Ascii.hex(in[i + 1]) + Ascii.hex(in[i + 2]));
            i += 2;
        }
        return out.toByteArray();
    }

    /**
     * The text that `bytes` are in UTF-8. Bytes that are no UTF-8 (cut off, longer than needed, half of a surrogate
     * pair) and the byte 0: 400.
     */
    // task decode
    private static String utf8(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException notUtf8) {
            // refused below
        }
        throw new HttpException(400, "the path is no text in UTF-8, or has a NUL in it");
    }
}
