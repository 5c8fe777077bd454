// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Bytes of the grammar: classes to run over, and the few that have a meaning of their own. */
final class Ascii {

    static final byte LF = '\n';
    static final byte CR = '\r';
    static final byte SP = ' ';

    /** No byte at all: the very next one decides. */
    static final boolean[] NONE = bytes("");
    /** tchar, of methods and field names (RFC 9110 §5.6.2). */
    static final boolean[] TOKEN = bytes("-!#$%&'*+.^_`|~0-9A-Za-z");
    /** Visible characters but `#`, which no request target has (RFC 9112 §3.2). */
    static final boolean[] TARGET = bytes("!\"$-~");
    /** Visible characters. */
    static final boolean[] VISIBLE = bytes("!-~");
    /** Of a field value with the white space in and around it; the bytes from 0x80 on are obs-text (RFC 9110 §5.5). */
    static final boolean[] VALUE = bytes("\t -~\u0080-\u00FF");
    /** Of a registered name: unreserved, sub-delims, and `%` of an escape (RFC 3986 §3.2.2). */
    static final boolean[] HOST = bytes("-._~!$&'()*+,;=%0-9A-Za-z");
    /** Of an IP literal between its brackets. */
    static final boolean[] IP_LITERAL = bytes("-._~!$&'()*+,;=:0-9A-Za-z");
    static final boolean[] DIGIT = bytes("0-9");

    private Ascii() {}

    /** A table with true for each byte that is named. `a-z` names a range, so a `-` that means itself stands first. */
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

    /** The first place from `from` on, before `to`, whose byte is not of the class; `to` if there is none. */
    static int skip(boolean[] table, byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && table[bytes[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /** Whether every char of `text` is of the class. */
    static boolean containsOnly(boolean[] table, String text) {
        return containsOnly(table, text, 0, text.length());
    }

    /** Whether every char from `from` on, before `to`, is of the class. */
    static boolean containsOnly(boolean[] table, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= table.length || !table[c]) {
                return false;
            }
        }
        return true;
    }

    /** Whether `text` stands in `bytes` at `place`; there are enough bytes. */
    static boolean matches(byte[] bytes, int place, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[place + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The same, where `a` and `A` count as equal. */
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

    /** Optional white space: SP or HTAB (RFC 9110 §5.6.3). */
    static boolean isWhitespace(byte b) {
        return b == SP || b == '\t';
    }

    /** The value of a hexadecimal digit of either case, -1 for any other byte. */
    static int hex(byte b) {
        return isDigit(b) ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : b >= 'A' && b <= 'F' ? b - 'A' + 10 : -1;
    }

    /** The bytes as text, a char a byte. */
    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
