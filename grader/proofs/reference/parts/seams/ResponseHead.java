/** The head of a response, as a client reads it. */
record ResponseHead(boolean http10, int status, String reason, Fields fields) {

    /** Whether another response to the same request follows. A 101 is the last one in HTTP. */
    boolean isInterim() {
        return status < 200 && status != 101;
    }

    /**
     * How to find the end of the content (RFC 9112 §6.3).
     *
     * @param method of the request
     * @throws HttpException if two rules would find different ends, or the content cannot be decoded
     */
    BodyDecoder decoder(String method, Content content) {
        boolean tunnel = method.equals("CONNECT") && status / 100 == 2;
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304 || tunnel) {
            return BodyDecoder.NO_BODY;
        }
        if (!fields.has("transfer-encoding")) {
            return fields.has("content-length") ? Framing.ofLength(fields).decoder(content) : new UntilCloseDecoder();
        }
        if (fields.has("content-length") || http10) {
            throw new HttpException(502, "Transfer-Encoding comes with Content-Length, or in HTTP/1.0");
        }
        return switch (fields.tokens("transfer-encoding").toString()) {
            case "[chunked]" -> new ChunkedDecoder();
            case String codings when codings.endsWith("chunked]") ->
                throw new HttpException(502, "the only transfer coding that this client decodes is chunked, once");
            default -> new UntilCloseDecoder();     // not decoded
        };
    }
}
