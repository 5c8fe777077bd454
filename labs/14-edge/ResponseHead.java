import java.util.List;

/** The head of a response, as the client of a backend reads it. */
record ResponseHead(boolean http10, int status, Fields fields) {

    /** Returns whether another response to the same request follows. A 101 is the last one in HTTP. */
    boolean isInterim() {
        return status < 200 && status != 101;
    }

    /** Returns whether a response to this method has no content, whatever its fields say (RFC 9112 §6.3). */
    private boolean isEmpty(String method) {
        return method.equals("HEAD") || status < 200 || status == 204 || status == 304;
    }

    /**
     * Returns what decodes the content into `content`: {@link BodyDecoder#NO_BODY} if there is none ({@link #isEmpty}),
     * and for the others what the fields say. With `Transfer-Encoding: chunked` that is a {@link ChunkedDecoder}, with
     * `Content-Length` that of its {@link Framing}, and without both an {@link UntilCloseDecoder}.
     *
     * <p>If two rules would find different ends, another server may choose the other one. So a head with both fields,
     * with any other `Transfer-Encoding`, with one of HTTP/1.0, or with a length of Long.MAX_VALUE is rejected with a
     * 502, even if there is no content.
     *
     * @param method of the request
     */
    // task proxy
    BodyDecoder decoder(String method, Content content) {
        throw new Todo("proxy");
    }

    /** Returns the length that the head announces; {@link BodySource#UNKNOWN} if there is none. */
    long contentLength() {
        return fields.has("content-length") ? Framing.ofLength(fields).length() : BodySource.UNKNOWN;
    }

    /**
     * Returns whether the backend keeps the connection after this response (RFC 9112 §9.3). A 204 has no content: if it
     * announces some, no one knows what follows.
     */
    boolean isPersistent() {
        boolean strange = status == 204 && (contentLength() > 0 || fields.has("transfer-encoding"));
        List<String> options = fields.tokens("connection");
        return !strange && !options.contains("close") && (!http10 || options.contains("keep-alive"));
    }
}
