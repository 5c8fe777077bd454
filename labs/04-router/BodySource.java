// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;

/**
 * Content that is produced while it is sent, one piece at a time. The sender asks for the next piece when it has room.
 */
interface BodySource extends AutoCloseable {

    /** The length of content whose end is not known in advance. */
    long UNKNOWN = -1;

    /**
     * Puts the next piece into `out`, which has room. May block until there is one; an interrupt then ends the wait
     * with an exception.
     *
     * @return the number of bytes put; -1 at the end. 0 means that there is no piece yet: the sender asks again a
     *             moment later. If no piece comes within the time that a handler may take, the content breaks off
     * @throws Exception if the content breaks off before its end
     */
    int read(ByteBuffer out) throws Exception;

    /** Returns the total number of bytes, or {@link #UNKNOWN}. */
    default long length() {
        return UNKNOWN;
    }

    /** Called when the source will not be read again, whether or not it has reached its end. */
    @Override
    default void close() {}
}
