/** How the client finds the end of a response's content (RFC 9112 §6). */
enum BodyFraming {
    /** There is no content, and no field that states its length. */
    NONE,
    /** `Content-Length` states the length of the content. */
    LENGTH,
    /** The content comes in chunks, and the last chunk is empty. */
    CHUNKED,
    /** The content ends when the connection ends. */
    CLOSE;

    /**
     * Returns the framing of a response: NONE for 204 and 304 (RFC 9110 §6.4.1), and LENGTH if {@link #contentLength}
     * is known. Otherwise it is CHUNKED, or CLOSE for a client that speaks only HTTP/1.0 and so does not know chunks
     * (RFC 9112 §6.1).
     *
     * @param http10 whether the client speaks HTTP/1.0
     */
    // task framing
    static BodyFraming of(Response response, boolean http10) {
        Todo.report("framing");
        return CLOSE;
    }

    /**
     * Returns the number of bytes of content, or {@link BodySource#UNKNOWN}. A 205 has none, whatever its body is (RFC
     * 9110 §15.3.6).
     */
    static long contentLength(Response response) {
        if (response.status() == 205) {
            return 0;
        }
        return response.source() == null ? response.body().length : response.source().length();
    }
}
