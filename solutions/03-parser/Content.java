import java.nio.ByteBuffer;

/** Where a {@link BodyDecoder} puts the content: into memory, or on to somebody else. */
interface Content {

    /**
     * Called before `count` more bytes are read, as soon as they are announced.
     *
     * @throws HttpException 413 if they are too many
     */
    void requireRoom(long count);

    /** Takes the next `count` bytes of `in`. */
    void add(ByteBuffer in, int count);
}
