/** How the client finds the end of a response's content (RFC 9112 §6). */
enum BodyFraming {
    /** There is no content, and no field that speaks of its length. */
    NONE,
    /** `Content-Length` says how long it is. */
    LENGTH,
    /** It comes in chunks, and the last one is empty. */
    CHUNKED,
    /** It ends with the connection. */
    CLOSE;

    /**
     * NONE for 204 and 304 (RFC 9110 §6.4.1). LENGTH where {@link #length} is known. Else CHUNKED, and CLOSE for a
     * client that speaks HTTP/1.0 only, as it knows no chunks (RFC 9112 §6.1).
     *
     * @param http10 whether the client speaks HTTP/1.0
     */
    // task framing
    static BodyFraming of(Response response, boolean http10) {
        Todo.report("framing");
        return CLOSE;
    }

    /**
     * How many bytes of content there are, or {@link BodySource#UNKNOWN}. A 205 has none, whatever its body is (RFC
     * 9110 §15.3.6).
     */
    static long length(Response response) {
        if (response.status() == 205) {
            return 0;
        }
        return response.source() == null ? response.body().length : response.source().length();
    }
}
