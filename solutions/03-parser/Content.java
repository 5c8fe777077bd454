import java.nio.ByteBuffer;

/** The destination of the content from a {@link BodyDecoder}: memory, or another consumer. */
interface Content {

    /**
     * Checks that there is room for `count` more bytes. Called as soon as they are announced, before they are read.
     *
     * @throws HttpException 413 if that is too many
     */
    void requireRoom(long count);

    /** Takes the next `count` bytes from `in`. */
    void add(ByteBuffer in, int count);

    /** Returns the content if it is kept in memory, otherwise no bytes. */
    default byte[] bytes() {
        return new byte[0];
    }

    /**
     * Frees what the content takes. Called once, unless the request has no body: when its response has ended, or when
     * its body will not become complete.
     */
    default void release() {}
}
