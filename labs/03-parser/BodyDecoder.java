// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;

/** Turns the bytes behind a head into content. */
interface BodyDecoder {

    /**
     * Takes from `in` what belongs to the body, and gives the content in it to `content`; what follows the body stays
     * in `in`.
     *
     * @return whether the body is complete
     */
    boolean decode(ByteBuffer in, Content content);

    /** The fields behind the body, once it is complete. */
    default Fields trailers() {
        return Fields.EMPTY;
    }
}
