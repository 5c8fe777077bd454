import java.nio.ByteBuffer;

/** A decoder that turns the bytes after a head into content. */
interface BodyDecoder {

    /** The decoder of an empty body, which is complete. */
    BodyDecoder NO_BODY = (in, content) -> true;

    /**
     * Takes the bytes of the body from `in` and passes their content to `content`, which is never longer than what was
     * taken. Bytes after the body stay in `in`.
     *
     * @return whether the body is complete
     */
    boolean decode(ByteBuffer in, Content content);

    /** Returns the fields after the body, once the body is complete. */
    default Fields trailers() {
        return Fields.EMPTY;
    }
}
