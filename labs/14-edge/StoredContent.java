// Given: nothing in this file is for you to write.
/** The content of a request, all of which has arrived. It can be read more than once: by one backend after another. */
interface StoredContent {

    /** Returns the number of bytes. */
    long length();

    /** Returns a source of the content, from its first byte on. It may be used until {@link #release} is called. */
    BodySource open();

    /**
     * Frees what the content takes. This is called when the response has ended; a handler that needs the content no
     * more may do so earlier.
     */
    void release();

    /** Returns the content of `request`, wherever it is. */
    static StoredContent of(Request request) {
        SpilledContent spilled = request.attribute(SpilledContent.KEY);
        return spilled != null ? spilled : new InMemory(request.content());
    }

    /** Content that is part of its request, and stays as long as that. */
    record InMemory(byte[] bytes) implements StoredContent {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public BodySource open() {
            return new BytesSource(bytes);
        }

        @Override
        public void release() {}
    }
}
