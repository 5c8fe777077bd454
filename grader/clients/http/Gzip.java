package grader.clients.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Content in the coding gzip (RFC 9110 §8.4.1.3): members, one after another, with nothing before, between or after
 * them (RFC 1952 §2.2). A `GZIPInputStream` is no judge of that: it ignores whatever follows a member.
 */
public final class Gzip {

    private static final byte[] SIGNATURE = {0x1f, (byte) 0x8b, 8};
    private static final int REST_OF_HEADER = 6;        // time, flags of the compressor, system
    private static final int TRAILER = 8;

    private static final int HEADER_SUM = 2;            // flags of a header
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final ByteBuffer in;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    private Gzip(byte[] coded) {
        this.in = ByteBuffer.wrap(coded).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Decodes all of it.
     *
     * @throws IOException if it is not whole, not all of it is gzip, or its content is longer than
     *         {@link Limits#RESPONSE}; the message calls it "it"
     */
    public static byte[] decoded(byte[] coded) throws IOException {
        Gzip gzip = new Gzip(coded);
        do {
            gzip.member();
        } while (gzip.in.hasRemaining());
        return gzip.content.toByteArray();
    }

    private void member() throws IOException {
        signature();
        header();
        CRC32 sum = new CRC32();
        long length = inflate(sum);
        need(TRAILER, "the checksum and the length at its end");
        int named = in.getInt();
        if (named != (int) sum.getValue()) {
            throw new IOException(
                    "its checksum is %08x, but that of its content is %08x".formatted(named, sum.getValue()));
        }
        named = in.getInt();
        if (named != (int) length) {
            throw new IOException("its last four bytes say that the content has " + Integer.toUnsignedString(named)
                    + " bytes, but it has " + length);
        }
    }

    private void signature() throws IOException {
        int start = in.position();
        int left = in.remaining();
        for (int i = 0; i < Math.min(SIGNATURE.length, left); i++) {
            if (in.get() != SIGNATURE[i]) {
                throw new IOException(start == 0 ? "it does not begin with the bytes 1f 8b 08"
                        : "after its end, at byte " + start + ", " + left + " more bytes came");
            }
        }
        in.position(start);
        need(SIGNATURE.length, "the bytes 1f 8b 08 of a header");
        in.position(start + SIGNATURE.length);
    }

    /** What comes after the signature (RFC 1952 §2.3). */
    private void header() throws IOException {
        int start = in.position() - SIGNATURE.length;
        need(1 + REST_OF_HEADER, "the rest of a header");
        int flags = in.get();
        if ((flags & RESERVED) != 0) {
            throw new IOException("its header has flags that are reserved");
        }
        in.position(in.position() + REST_OF_HEADER);
        if ((flags & EXTRA) != 0) {
            need(2, "the length of a header's extra field");
            int length = Short.toUnsignedInt(in.getShort());
            need(length, "a header's extra field");
            in.position(in.position() + length);
        }
        text(flags & NAME, "the name in a header");
        text(flags & COMMENT, "the comment in a header");
        if ((flags & HEADER_SUM) != 0) {
            CRC32 sum = new CRC32();
            sum.update(in.array(), start, in.position() - start);
            need(2, "the checksum of a header");
            if (in.getShort() != (short) sum.getValue()) {
                throw new IOException("the checksum of its header is wrong");
            }
        }
    }

    /** Passes over text that ends with a byte of 0, if there is any. */
    private void text(int flag, String what) throws IOException {
        for (int last = flag; last != 0; last = in.get()) {
            need(1, what);
        }
    }

    /** Adds the content of a member; says how long it is. */
    private long inflate(CRC32 sum) throws IOException {
        byte[] piece = new byte[16 << 10];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(in);
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                if (count == 0 && !inflater.finished()) {
                    throw new IOException(inflater.needsInput() ? "it ends too early, in the compressed content"
                            : "its compressed content cannot be read");
                }
                sum.update(piece, 0, count);
                content.write(piece, 0, count);
                if (content.size() > Limits.RESPONSE) {
                    throw new IOException("it decodes to more than " + Limits.shown(Limits.RESPONSE));
                }
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException damaged) {
            throw new IOException("its compressed content cannot be read: " + damaged.getMessage());
        }
    }

    private void need(int bytes, String what) throws IOException {
        if (in.remaining() < bytes) {
            throw new IOException("it ends too early, before the end of " + what);
        }
    }
}
