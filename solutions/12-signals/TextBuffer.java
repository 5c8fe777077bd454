import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of text, in UTF-8. It grows, and can be used again. */
final class TextBuffer {

    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

    private byte[] bytes = new byte[512];
    private int length;

    /** Puts one character of ASCII. */
    TextBuffer put(char c) {
        requireRoom(1);
        bytes[length++] = (byte) c;
        return this;
    }

    /** Puts text of ASCII, which is copied at once. */
    @SuppressWarnings("deprecation")        // The method takes the lower half of each character: here, all of it.
    TextBuffer putAscii(String text) {
        requireRoom(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    TextBuffer put(String text) {
        byte[] more = text.getBytes(UTF_8);
        requireRoom(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Puts `number` in decimal digits. */
    TextBuffer put(long number) {
        if (number < 0) {
            return put(Long.toString(number));
        }
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        return putDigits(number, digits);
    }

    /** Puts nanoseconds as milliseconds, with six digits after the point: `1.234567`. */
    TextBuffer putMillis(long nanos) {
        if (nanos < 0) {
            return put('-').putMillis(-nanos);
        }
        return put(nanos / 1_000_000).put('.').putDigits(nanos % 1_000_000, 6);
    }

    /** Puts nanoseconds as seconds, with nine digits after the point. */
    TextBuffer putSeconds(long nanos) {
        return put(nanos / 1_000_000_000).put('.').putDigits(nanos % 1_000_000_000, 9);
    }

    /** Puts `number` as exactly so many decimal digits. */
    TextBuffer putDigits(long number, int digits) {
        requireRoom(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Puts `number` as exactly so many hexadecimal digits, in lower case. */
    TextBuffer putHex(long number, int digits) {
        requireRoom(digits);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (number >> shift) & 0xF];
        }
        return this;
    }

    private void requireRoom(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    int length() {
        return length;
    }

    /** Drops everything after the first `count` bytes. */
    void truncate(int count) {
        length = count;
    }

    /** Returns a view of the bytes, until they change. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
