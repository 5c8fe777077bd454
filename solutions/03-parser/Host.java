import java.net.Inet6Address;
import java.util.List;

/** The field that names the host which the client wants (RFC 9110 §7.2). */
final class Host {

    private Host() {}

    /**
     * Refuses a head with no Host (HTTP/1.0 needs none), with two of them, or with one that is not valid (RFC 9112
     * §3.2). An empty one is valid.
     */
    // task fields
    static void requireValid(Fields fields, boolean http10) {
        List<String> hosts = fields.values("host");
        if (hosts.size() > 1 || hosts.isEmpty() && !http10) {
            throw new HttpException(400, "a request has exactly one Host");
        }
        if (!hosts.isEmpty() && !isValid(hosts.getFirst())) {
            throw new HttpException(400, "the Host is not valid");
        }
    }

    /** Whether `text` is a name or an address, with a port or without (RFC 3986 §3.2). */
    static boolean isValid(String text) {
        boolean literal = text.startsWith("[");
        int colon = literal ? text.indexOf(']') + 1 : text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        boolean host = literal ? end > 2 && isAddress(text.substring(1, end - 1)) : isName(text, end);
        return host && (end == text.length()
                || text.charAt(end) == ':' && Ascii.containsOnly(Ascii.DIGIT, text, end + 1, text.length()));
    }

    /** Whether what stands before `end` is a registered name: every `%` in it begins an escape. */
    private static boolean isName(String text, int end) {
        for (int i = text.indexOf('%'); i >= 0 && i < end; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= end || Ascii.hex((byte) text.charAt(i + 1)) < 0 || Ascii.hex((byte) text.charAt(i + 2)) < 0) {
                return false;
            }
        }
        return Ascii.containsOnly(Ascii.HOST, text, 0, end);
    }

    /** Whether this, between brackets, is an address: of IPv6, or of a kind to come, as in `v7.x`. */
    private static boolean isAddress(String text) {
        if (text.matches("[vV][0-9A-Fa-f]+\\..+")) {
            return Ascii.containsOnly(Ascii.IP_LITERAL, text);
        }
        try {
            // It asks no name server.
            return text.matches("[0-9A-Fa-f:.]+") && Inet6Address.ofLiteral(text) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
