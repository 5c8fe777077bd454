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

    private enum Part { SIZE, SPACE, EXTENSION, EXTENSION_REST, SIZE_END, DATA, DATA_CR, DATA_LF, TRAILERS }

    private static final int MAX_DIGITS = 16;
    private static final int MAX_EXTENSION_BYTES = 4 * 1024;

    private final FieldParser parser = new FieldParser();
    private Part part = Part.SIZE;
    private int digits;             // of the size so far
    private long size;              // of this chunk; later, what is left of its data
    private int extensionBytes;     // in all chunks, including the white space before them
    private Fields trailers = Fields.EMPTY;

    @Override
    public boolean decode(ByteBuffer in, Content content) {
        while (in.hasRemaining()) {
            switch (part) {
                case SIZE -> part = size(in.get(), content);
                case SPACE -> part = space(in.get());
                case EXTENSION -> part = extensionName(in.get());
                case EXTENSION_REST -> part = extension(in.get());
                case SIZE_END -> part = sizeEnd(in.get());
                case DATA -> part = data(in, content);
                case DATA_CR -> part = expect(in.get(), Ascii.CR, Part.DATA_LF);
                case DATA_LF -> part = expect(in.get(), Ascii.LF, Part.SIZE);
                case TRAILERS -> {
                    if (parser.receive(in)) {
                        trailers = parser.trailers();
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    public Fields trailers() {
        return trailers;
    }

    /**
     * Handles one byte of a size. A digit in either case extends `size`; there may be up to {@link #MAX_DIGITS}. Data
     * that `content` cannot take is rejected before it arrives ({@link Content#requireRoom}). After at least one digit,
     * CR leads to SIZE_END, white space to SPACE, and `;` to EXTENSION.
     */
    // task chunked
    private Part size(byte b, Content content) {
        int digit = Ascii.hex(b);
        if (digit >= 0 && digits < MAX_DIGITS) {
            digits++;
            size = 16 * size + digit;
            content.requireRoom(size);       // This keeps the size far from overflow.
            return Part.SIZE;
        }
        if (digits == 0 || digit >= 0) {
            throw new HttpException(400, "a chunk size is not a hexadecimal number of up to " + MAX_DIGITS + " digits");
        }
        return Ascii.isWhitespace(b) ? Part.SPACE : b == ';' ? Part.EXTENSION : expect(b, Ascii.CR, Part.SIZE_END);
    }

    /** Handles the white space after a size. An extension must follow. */
    private Part space(byte b) {
        return Ascii.isWhitespace(b) ? countOverhead(Part.SPACE) : expect(b, (byte) ';', Part.EXTENSION);
    }

    /** Handles a byte after a `;`. An extension has a name, which is a token. */
    private Part extensionName(byte b) {
        if (!Ascii.isWhitespace(b) && !Ascii.TOKEN[b & 0xFF]) {
            throw new HttpException(400, "a chunk extension has no name");
        }
        return countOverhead(Ascii.isWhitespace(b) ? Part.EXTENSION : Part.EXTENSION_REST);
    }

    /** Handles one byte of an extension, which this server ignores. */
    private Part extension(byte b) {
        return Ascii.VALUE[b & 0xFF] ? countOverhead(Part.EXTENSION_REST) : expect(b, Ascii.CR, Part.SIZE_END);
    }

    private Part countOverhead(Part part) {
        if (++extensionBytes > MAX_EXTENSION_BYTES) {
            throw new HttpException(400, "the chunk extensions have more than " + MAX_EXTENSION_BYTES + " bytes");
        }
        return part;
    }

    /** Handles the end of a line with a size: LF. DATA follows, or TRAILERS if the size is 0. */
    // task chunked
    private Part sizeEnd(byte b) {
        digits = 0;
        return expect(b, Ascii.LF, size == 0 ? Part.TRAILERS : Part.DATA);
    }

    /** Takes as much of this chunk's data as `in` holds. DATA continues while some is missing; then DATA_CR follows. */
    // task chunked
    private Part data(ByteBuffer in, Content content) {
        int count = (int) Math.min(size, in.remaining());
        content.add(in, count);
        size -= count;
        return size == 0 ? Part.DATA_CR : Part.DATA;
    }

    private static Part expect(byte b, byte expected, Part next) {
        if (b != expected) {
            throw new HttpException(400, "a chunk has a byte that is not allowed there");
        }
        return next;
    }
}
