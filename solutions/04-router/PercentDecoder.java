import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Decodes percent-encoding: `%C3%A9` is two bytes, which are one `é` in UTF-8 (RFC 3986 §2.1, RFC 3629).
 *
 * <p>Text is decoded only once, and only after it has been split. A `%2F` is part of a segment and separates nothing,
 * and `%2541` is `%41`. Page: docs/pages/lab04.adoc.
 */
final class PercentDecoder {

    private PercentDecoder() {}

    /** Returns `text` without percent-encoding. Rejects invalid text with a 400. */
    static String decode(String text) {
        return text.indexOf('%') < 0 ? text : utf8(bytes(text));
    }

    /** Rejects text with an invalid escape. Its bytes may have any values: a query need not be UTF-8. */
    static void requireValid(String text) {
        if (text.indexOf('%') >= 0) {
            bytes(text);
        }
    }

    /**
     * Returns the bytes that `text` represents. Each `%` and the two hexadecimal digits after it, in either case, are
     * one byte. All other characters represent themselves, in UTF-8. A `%` without two such digits is rejected with a
     * 400.
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
                throw new HttpException(400, "two hexadecimal digits must follow a %");
            }
            out.write(16 * Ascii.hex(in[i + 1]) + Ascii.hex(in[i + 2]));
            i += 2;
        }
        return out.toByteArray();
    }

    /**
     * Decodes `bytes` as UTF-8. Bytes that are not valid UTF-8 (truncated, overlong, half of a surrogate pair) are
     * rejected with a 400, and so is the byte 0.
     */
    // task decode
    private static String utf8(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException notUtf8) {
            // rejected below
        }
        throw new HttpException(400, "the target is not UTF-8 text, or contains a NUL");
    }
}
