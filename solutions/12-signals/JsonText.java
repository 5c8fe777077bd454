/** Strings in JSON (RFC 8259 §7). */
final class JsonText {

    private JsonText() {}

    /**
     * Puts `text` as a string, with quotes around it; `null` as the literal. Whatever a client sends, it can neither
     * end the string or the line nor move the cursor of a terminal: all characters but the visible ones of ASCII and
     * the space are escaped by their number, and quotes and backslashes are escaped, too.
     */
    // task access-log, until then: out.putAscii("null");
    static void put(String text, TextBuffer out) {
        if (text == null) {
            out.putAscii("null");
            return;
        }
        out.put('"');
        int plain = 0;      // up to here, nothing has to be escaped, and most texts are so as a whole
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        out.putAscii(plain == text.length() ? text : text.substring(0, plain));
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.put(c);
            } else if (c == '"' || c == '\\') {
                out.put('\\').put(c);
            } else {
                out.putAscii("\\u").putHex(c, 4);
            }
        }
        out.put('"');
    }

    // task access-log, until then: return false;
    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }
}
