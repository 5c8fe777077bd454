import java.net.Inet6Address;
import java.util.List;

/** The field that names the host that the client wants (RFC 9110 §7.2). */
final class Host {

    private Host() {}

    /**
     * Rejects a head without a Host (HTTP/1.0 needs none), with more than one, or with an invalid one (RFC 9112 §3.2).
     * An empty Host is valid.
     */
    // task fields
    static void requireValid(Fields fields, boolean http10) {
        throw new Todo("fields");
    }

    /** Returns whether `text` is a name or an address, with or without a port (RFC 3986 §3.2). */
    static boolean isValid(String text) {
        boolean literal = text.startsWith("[");
        int colon = literal ? text.indexOf(']') + 1 : text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        boolean host = literal ? end > 2 && isAddress(text.substring(1, end - 1)) : isName(text, end);
        return host && (end == text.length()
                || text.charAt(end) == ':' && Ascii.containsOnly(Ascii.DIGIT, text, end + 1, text.length()));
    }

    /** Returns whether the text before `end` is a registered name, in which every `%` begins an escape. */
    private static boolean isName(String text, int end) {
        for (int i = text.indexOf('%'); i >= 0 && i < end; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= end || Ascii.hex((byte) text.charAt(i + 1)) < 0 || Ascii.hex((byte) text.charAt(i + 2)) < 0) {
                return false;
            }
        }
        return Ascii.containsOnly(Ascii.HOST, text, 0, end);
    }

    /** Returns whether `text`, without its brackets, is an address: IPv6, or a future version, as in `v7.x`. */
    private static boolean isAddress(String text) {
        if (text.matches("[vV][0-9A-Fa-f]+\\..+")) {
            return Ascii.containsOnly(Ascii.IP_LITERAL, text);
        }
        try {
            // This does no DNS lookup.
            return text.matches("[0-9A-Fa-f:.]+") && Inet6Address.ofLiteral(text) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
