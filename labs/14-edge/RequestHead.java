import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/**
 * Writes the head of a request as a backend gets it.
 *
 * @param forwarded adds what the backend should know about the client
 */
record RequestHead(Via via, ForwardedFields forwarded) {

    /** What this server sets itself, beside what {@link HopByHop} and {@link ForwardedFields} name. */
    private static final Set<String> OWN = Set.of("host", "expect", "via", "x-request-id");
    private static final Set<String> TRACE = Set.of("traceparent", "tracestate");
    private static final Set<String> WITH_CONTENT = Set.of("POST", "PUT", "PATCH");

    /**
     * Returns the bytes of the head.
     *
     * @param length of the content, all of which is there: so it is never chunked, and no 100 is expected
     * @param upgrade the protocol that the client wants to speak from now on; null for HTTP
     */
    byte[] bytes(Request request, HostPort backend, long length, String upgrade) {
        Head head = request.head();
        String host = EdgeTarget.host(head);
        StringBuilder out = new StringBuilder(1024);
        out.append(head.method()).append(' ').append(EdgeTarget.of(head)).append(" HTTP/1.1\r\n");
        put("Host", host.isEmpty() ? backend.toString() : host, out);
        passOn(request, out);
        put(Via.FIELD, via.appendedTo(head.fields(), head.isHttp10()), out);
        forwarded.of(request, host).forEach(field -> put(field.name(), field.value(), out));
        if (request.attribute(RequestId.ID) != null) {
            put("X-Request-Id", request.attribute(RequestId.ID), out);
        }
        PassedOn.of(request.context()).forEach(field -> put(field.name(), field.value(), out));
        if (length > 0 || WITH_CONTENT.contains(head.method())) {
            put("Content-Length", String.valueOf(length), out);
        }
        if (upgrade != null) {
            put("Connection", "upgrade", out);
            put("Upgrade", upgrade, out);
        }
        return out.append("\r\n").toString().getBytes(ISO_8859_1);
    }

    /** Puts the client's fields, except for those that are not for the backend, or that this server sets itself. */
    // task proxy
    private static void passOn(Request request, StringBuilder out) {
        Todo.report("proxy");
    }

    private static void put(String name, String value, StringBuilder out) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
}
