package grader.core.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The format that browsers unpack by themselves (RFC 1952). */
public final class Gzip {

    private static final int HEAD = 32;
    private static final Pattern ACCEPTED = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

    private Gzip() {}

    /** As small as it gets: it is packed once, and read often. */
    public static byte[] packed(byte[] bytes) {
        return packed(bytes, Deflater.BEST_COMPRESSION);
    }

    /** For one reader, who waits for it. */
    public static byte[] packedQuickly(byte[] bytes) {
        return packed(bytes, Deflater.DEFAULT_COMPRESSION);
    }

    /** Whether a client takes it (RFC 9110 §12.5.3). @param accepted its Accept-Encoding; null if it has sent none */
    public static boolean isAccepted(String accepted) {
        return accepted != null && ACCEPTED.matcher(accepted).find();
    }

    private static byte[] packed(byte[] bytes, int level) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3 + HEAD);
        try (GZIPOutputStream gzip = new Leveled(packed, level)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
