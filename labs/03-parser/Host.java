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
        throw new Todo("fields");
    }

    /** Whether `text` is a name or an address, with a port or without (RFC 3986 §3.2). Given. */
    static boolean isValid(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        String host = text.substring(0, end);
        String port = text.substring(end);
        boolean literal = host.length() > 2 && host.startsWith("[");
        return (literal ? Ascii.consistsOf(Ascii.IP_LITERAL, host.substring(1, end - 1)) : Ascii.consistsOf(Ascii.HOST, host))
                && (port.isEmpty() || port.startsWith(":") && Ascii.consistsOf(Ascii.DIGIT, port.substring(1)));
    }
}
