import java.util.List;

/** The field that names the host which the client wants (RFC 9110 §7.2). */
final class Host {

    private Host() {}

    /**
     * Refuses a head with no Host (HTTP/1.0 needs none), with two of them, or with one that is not valid (RFC 9112 §3.2). An
     * empty one is valid.
     */
    // task fields
    static void check(Fields fields, boolean old) {
        List<String> hosts = fields.all("host");
        if (hosts.size() > 1 || hosts.isEmpty() && !old) {
            throw Refusal.of(400, "a request has exactly one Host");
        }
        if (!hosts.isEmpty() && !isValid(hosts.getFirst())) {
            throw Refusal.of(400, "the Host is not valid");
        }
    }

    /** Whether `text` is a name or an address, with a port or without (RFC 3986 §3.2). Given. */
    static boolean isValid(String text) {
        boolean literal = text.startsWith("[");
        int colon = literal ? text.indexOf(']') + 1 : text.indexOf(':');
        int end = colon < 0 ? text.length() : colon;
        boolean host = literal
                ? end > 2 && Ascii.consistsOf(Ascii.IP_LITERAL, text, 1, end - 1)
                : Ascii.consistsOf(Ascii.HOST, text, 0, end);
        return host && (end == text.length() || text.charAt(end) == ':' && Ascii.consistsOf(Ascii.DIGIT, text, end + 1, text.length()));
    }
}
