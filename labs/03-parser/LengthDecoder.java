import java.nio.ByteBuffer;

/** A decoder for a body whose length the head announced (RFC 9112 §6.2). */
final class LengthDecoder implements BodyDecoder {

    private long remaining;

    LengthDecoder(long length) {
        this.remaining = length;
    }

    /** Takes only bytes that have arrived, and none after the body. */
    // task length
    @Override
    public boolean decode(ByteBuffer in, Content content) {
        throw new Todo("length");
    }
}
