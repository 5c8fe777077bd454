// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;

/** A decoder for content that ends when the connection ends (RFC 9112 §6.3). */
final class UntilCloseDecoder implements BodyDecoder {

    @Override
    public boolean decode(ByteBuffer in, Content content) {
        content.add(in, in.remaining());
        return false;
    }
}
