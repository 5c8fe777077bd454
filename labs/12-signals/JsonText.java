/** Strings in JSON (RFC 8259 §7). */
final class JsonText {

    private JsonText() {}

    /**
     * Puts `text` as a string, with quotes around it; `null` as the literal. Whatever a client sends, it can neither
     * end the string or the line nor move the cursor of a terminal: all characters but the visible ones of ASCII and
     * the space are escaped by their number, and quotes and backslashes are escaped, too.
     */
    // task access-log
    static void put(String text, TextBuffer out) {
        Todo.report("access-log");
        out.putAscii("null");
    }

    // task access-log
    private static boolean isPlain(char c) {
        Todo.report("access-log");
        return false;
    }
}
