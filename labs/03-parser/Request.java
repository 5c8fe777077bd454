/** A request that has come whole: its head, its content, and the fields behind that. Given. */
record Request(Head head, byte[] content, Fields trailers) {

    /** Whether the client may send another request on this connection (RFC 9112 §9.3). */
    boolean keepsConnection() {
        return !head.isOld() && !head.fields().list("connection").contains("close");
    }
}
