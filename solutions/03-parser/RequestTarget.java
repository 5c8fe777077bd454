/**
 * A request target in one of its four forms (RFC 9112 §3.2).
 *
 * @param path the path as received; null for `*` and for a host with a port
 * @param query the part after the `?`; null if there is none
 */
record RequestTarget(String path, String query) {

    private static final RequestTarget WITHOUT_PATH = new RequestTarget(null, null);

    /**
     * Parses a target. Origin form: `/path?query`. Absolute form: a scheme, `://`, a host with or without a port, then
     * an optional path and an optional query. Authority form: a host and a port, for CONNECT and only for it. Asterisk
     * form: `*`, for OPTIONS only. Anything else: 400.
     */
    // task request-line
    static RequestTarget of(String method, String text) {
        if (method.equals("CONNECT")) {
            if (!text.matches(".+:[0-9]+") || !Host.isValid(text)) {
                throw new HttpException(400, "the target of CONNECT is a host and a port");
            }
            return WITHOUT_PATH;
        }
        if (method.equals("OPTIONS") && text.equals("*")) {
            return WITHOUT_PATH;
        }
        return text.startsWith("/") ? split(text) : absoluteForm(text);
    }

    /**
     * Parses `scheme://host:port/path?query` (RFC 3986 §3). A scheme is a letter, followed by letters, digits, `+`,
     * `-`, and `.`. There must be a host.
     */
    // task request-line
    private static RequestTarget absoluteForm(String text) {
        int host = text.indexOf("://") + 3;
        int path = host;
        while (path < text.length() && "/?".indexOf(text.charAt(path)) < 0) {
            path++;
        }
        boolean nameless = path == host || text.charAt(host) == ':';
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*") || nameless || !Host.isValid(text.substring(host, path))) {
            throw new HttpException(400, "the target is neither a path nor a whole URI");
        }
        return split(text.substring(path));
    }

    /** Splits off the query if there is a `?`. */
    private static RequestTarget split(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? new RequestTarget(text, null)
                : new RequestTarget(text.substring(0, mark), text.substring(mark + 1));
    }
}
