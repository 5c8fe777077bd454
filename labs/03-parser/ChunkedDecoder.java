import java.nio.ByteBuffer;

/**
 * A decoder for a body in chunks (RFC 9112 §7.1).
 *
 * <p>Each chunk is a line with its size in hexadecimal, then its data and CR LF. A chunk of size 0 ends the body.
 * Optional trailers and an empty line follow.
 *
 * <p>The state says what the next byte belongs to, so the body may be split anywhere. Page: docs/pages/lab03.adoc.
 */
final class ChunkedDecoder implements BodyDecoder {

    private enum Part {
        SIZE, SPACE, EXTENSION, NAME, NAME_END, VALUE, TOKEN, QUOTED, ESCAPED, QUOTED_END, SIZE_END,
        DATA, DATA_CR, DATA_LF, TRAILERS
    }

    private static final int MAX_DIGITS = 16;
    private static final int MAX_EXTENSION_BYTES = 4 * 1024;

    private final FieldParser parser = new FieldParser();
    private Part part = Part.SIZE;
    private int digits;             // of the size so far
    private long size;              // of this chunk; later, what is left of its data
    private int extensionBytes;     // in all chunks, including the white space before them
    private Fields trailers = Fields.EMPTY;

    /**
     * Takes the bytes of the body, and none after it. The chunk of size 0 has no data; field lines follow it
     * ({@link #parser}), and their end is the end of the body.
     */
    // task chunked
    @Override
    public boolean decode(ByteBuffer in, Content content) {
        throw new Todo("chunked");
    }

    @Override
    public Fields trailers() {
        return trailers;
    }

    /**
     * Handles one byte of a size, which has 1 to {@link #MAX_DIGITS} digits in either case, or the byte after it, where
     * extensions may begin ({@link #extension}). Data that `content` cannot take is rejected before it arrives
     * ({@link Content#requireRoom}).
     */
    // task chunked
    private Part size(byte b, Content content) {
        throw new Todo("chunked");
    }

    /**
     * Handles one byte of the extensions, which this server reads and ignores (RFC 9112 §7.1.1). SPACE is the white
     * space before a `;`, EXTENSION and VALUE that before a name and a value. A value is a token or a quoted string.
     */
    private Part extension(byte b) {
        if (++extensionBytes > MAX_EXTENSION_BYTES) {
            throw new HttpException(400, "the chunk extensions have more than " + MAX_EXTENSION_BYTES + " bytes");
        }
        boolean space = Ascii.isWhitespace(b);
        boolean token = Ascii.TOKEN[b & 0xFF];
        boolean text = Ascii.VALUE[b & 0xFF];
        return switch (part) {
            case SPACE -> space ? Part.SPACE : expect(b, (byte) ';', Part.EXTENSION);
            case EXTENSION -> space ? Part.EXTENSION : require(token, Part.NAME);
            case NAME -> token ? Part.NAME : space ? Part.NAME_END : b == '=' ? Part.VALUE : extensionEnd(b);
            case NAME_END -> space ? Part.NAME_END : b == '=' ? Part.VALUE : expect(b, (byte) ';', Part.EXTENSION);
            case VALUE -> space ? Part.VALUE : b == '"' ? Part.QUOTED : require(token, Part.TOKEN);
            case TOKEN -> token ? Part.TOKEN : extensionEnd(b);
            case QUOTED -> b == '"' ? Part.QUOTED_END : b == '\\' ? Part.ESCAPED : require(text, Part.QUOTED);
            case ESCAPED -> require(text, Part.QUOTED);
            default -> extensionEnd(b);     // after a quoted string
        };
    }

    private static Part extensionEnd(byte b) {
        return b == Ascii.CR ? Part.SIZE_END
                : Ascii.isWhitespace(b) ? Part.SPACE : expect(b, (byte) ';', Part.EXTENSION);
    }

    /** Handles the last byte of a line with a size. */
    // task chunked
    private Part sizeEnd(byte b) {
        throw new Todo("chunked");
    }

    /** Passes on what has arrived of this chunk's data. */
    // task chunked
    private Part data(ByteBuffer in, Content content) {
        throw new Todo("chunked");
    }

    private static Part expect(byte b, byte expected, Part next) {
        return require(b == expected, next);
    }

    private static Part require(boolean allowed, Part next) {
        if (!allowed) {
            throw new HttpException(400, "a chunk has a byte that is not allowed there");
        }
        return next;
    }
}
