// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;

/**
 * Content that is made while it is sent, a piece at a time: whoever sends it asks for the next one when there is room.
 */
interface BodySource extends AutoCloseable {

    /** The length of content whose end nobody knows before it is there. */
    long UNKNOWN = -1;

    /**
     * Puts the next piece into `out`, which has room. May wait for it.
     *
     * @return how many bytes that were, at least one; -1 at the end
     * @throws Exception if there is no more, and yet it is not the end
     */
    int read(ByteBuffer out) throws Exception;

    /** How many bytes there are in all, or {@link #UNKNOWN}. */
    default long length() {
        return UNKNOWN;
    }

    /** Nobody will ask again, be it at the end or long before. */
    @Override
    default void close() {}
}
