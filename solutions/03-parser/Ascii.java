import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The bytes of the HTTP grammar: character classes, and the few bytes with a special meaning. */
final class Ascii {

    static final byte LF = '\n';
    static final byte CR = '\r';
    static final byte SP = ' ';

    /** The empty class: the very next byte decides. */
    static final boolean[] NONE = bytes("");
    /** The tchar of methods and field names (RFC 9110 §5.6.2). */
    static final boolean[] TOKEN = bytes("-!#$%&'*+.^_`|~0-9A-Za-z");
    /** Visible characters except `#`, which no request target contains (RFC 9112 §3.2). */
    static final boolean[] TARGET = bytes("!\"$-~");
    /** Visible characters. */
    static final boolean[] VISIBLE = bytes("!-~");
    /** A field value and the white space in and around it. Bytes from 0x80 up are obs-text (RFC 9110 §5.5). */
    static final boolean[] VALUE = bytes("\t -~\u0080-\u00FF");
    /** A registered name: unreserved, sub-delims, and the `%` of an escape (RFC 3986 §3.2.2). */
    static final boolean[] HOST = bytes("-._~!$&'()*+,;=%0-9A-Za-z");
    /** The part of an IP literal between the brackets. */
    static final boolean[] IP_LITERAL = bytes("-._~!$&'()*+,;=:0-9A-Za-z");
    static final boolean[] DIGIT = bytes("0-9");

    private Ascii() {}

    /** Returns a table that is true for each named byte. `a-z` names a range, so a literal `-` must come first. */
    private static boolean[] bytes(String names) {
        boolean[] table = new boolean[256];
        for (int i = 0; i < names.length(); i++) {
            boolean range = i + 2 < names.length() && names.charAt(i + 1) == '-';
            for (int b = names.charAt(i); b <= names.charAt(range ? i + 2 : i); b++) {
                table[b] = true;
            }
            i += range ? 2 : 0;
        }
        return table;
    }

    /** Returns the first index from `from`, but before `to`, whose byte is not in the class; `to` if there is none. */
    static int skip(boolean[] table, byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && table[bytes[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /** Returns whether every char of `text` is in the class. */
    static boolean containsOnly(boolean[] table, String text) {
        return containsOnly(table, text, 0, text.length());
    }

    /** Returns whether every char from `from`, but before `to`, is in the class. */
    static boolean containsOnly(boolean[] table, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= table.length || !table[c]) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether `bytes` contains `text` at `place`. There must be enough bytes. */
    static boolean matches(byte[] bytes, int place, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[place + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Does the same as {@link #matches}, but ignores the case of ASCII letters. */
    static boolean matchesIgnoreCase(byte[] bytes, int place, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(bytes[place + i]) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Returns whether `b` is optional white space: SP or HTAB (RFC 9110 §5.6.3). */
    static boolean isWhitespace(byte b) {
        return b == SP || b == '\t';
    }

    /** Returns the value of a hexadecimal digit in either case; -1 for any other byte. */
    static int hex(byte b) {
        return isDigit(b) ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }

    /** Returns the bytes as text, one char per byte. */
    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
