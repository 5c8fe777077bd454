import java.nio.ByteBuffer;

/** Content that ends when the connection ends. */
final class UntilCloseDecoder implements BodyDecoder {

    @Override
    public boolean decode(ByteBuffer in, Content content) {
        content.add(in, in.remaining());
        return false;
    }
}
