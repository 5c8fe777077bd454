package grader.clients.http.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Gzip;
import grader.clients.http.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content in the coding gzip is whole, up to its last byte (RFC 1952 §2.2, §2.3). */
class GzipTest {

    private static final byte[] CONTENT = "to be or not to be, that is the question\n".repeat(500)
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] WHOLE = gzip(CONTENT);

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Stream.of(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    /** The member with the flags of its header, and what these announce. */
    private static byte[] withHeader(int flags, byte... optional) {
        byte[] start = Arrays.copyOf(WHOLE, 10);
        start[3] = (byte) flags;
        return joined(start, optional, Arrays.copyOfRange(WHOLE, 10, WHOLE.length));
    }

    private static String refused(byte[] content) {
        return assertThrows(IOException.class, () -> Gzip.decoded(content)).getMessage();
    }

    @Test
    void oneMemberAndSeveralAreDecoded() throws IOException {
        assertArrayEquals(CONTENT, Gzip.decoded(WHOLE));
        assertArrayEquals(new byte[0], Gzip.decoded(gzip(new byte[0])));
        assertArrayEquals(joined(CONTENT, CONTENT), Gzip.decoded(joined(WHOLE, gzip(new byte[0]), WHOLE)));
    }

    @Test
    void allThatAHeaderMayHaveIsRead() throws IOException {
        byte[] text = {'a', 0};
        byte[] extra = {2, 0, 'x', 'y'};
        assertArrayEquals(CONTENT, Gzip.decoded(withHeader(1)));
        assertArrayEquals(CONTENT, Gzip.decoded(withHeader(4, extra)));
        assertArrayEquals(CONTENT, Gzip.decoded(withHeader(8, text)));
        assertArrayEquals(CONTENT, Gzip.decoded(withHeader(28, joined(extra, text, text))));
        CRC32 sum = new CRC32();
        sum.update(Arrays.copyOf(withHeader(2), 10));
        byte[] sums = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        assertArrayEquals(CONTENT, Gzip.decoded(withHeader(2, sums)));
        sums[0]++;
        assertEquals("the checksum of its header is wrong", refused(withHeader(2, sums)));
        assertEquals("its header has flags that are reserved", refused(withHeader(0x20)));
    }

    /** Java's own stream takes all of these for the end. */
    static Stream<byte[]> garbage() {
        return Stream.of(new byte[1], new byte[18], new byte[1000], "\n".getBytes(StandardCharsets.US_ASCII),
                "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII), new byte[] {0x1f, (byte) 0x8b, 7});
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void nothingElseMayFollow(byte[] garbage) {
        assertEquals("after its end, at byte " + WHOLE.length + ", " + garbage.length + " more bytes came",
                refused(joined(WHOLE, garbage)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 9, 100})
    void aMemberThatIsCutOffIsNotWhole(int missing) {
        byte[] cut = Arrays.copyOf(WHOLE, WHOLE.length - missing);
        assertTrue(refused(cut).startsWith("it ends too early"), () -> refused(cut));
        assertTrue(refused(joined(WHOLE, cut)).startsWith("it ends too early"), () -> refused(cut));
    }

    @Test
    void noByteOfAHeaderMayBeMissing() {
        byte[] all = withHeader(28, new byte[] {2, 0, 'x', 'y', 'a', 0, 'b', 0});
        for (int length = 0; length < 18; length++) {
            assertTrue(refused(Arrays.copyOf(all, length)).startsWith("it ends too early"));
        }
    }

    @Test
    void checksumAndLengthCount() {
        byte[] sum = WHOLE.clone();
        sum[WHOLE.length - 8]++;
        assertTrue(refused(sum).startsWith("its checksum is "), refused(sum));
        byte[] length = WHOLE.clone();
        length[WHOLE.length - 4]++;
        assertEquals("its last four bytes say that the content has " + (CONTENT.length + 1) + " bytes, but it has "
                + CONTENT.length, refused(length));
    }

    @Test
    void damageIsFound() {
        byte[] damaged = WHOLE.clone();
        Arrays.fill(damaged, 12, 20, (byte) 0xff);
        assertTrue(refused(damaged).startsWith("its compressed content cannot be read"), () -> refused(damaged));
        assertEquals("it does not begin with the bytes 1f 8b 08", refused(CONTENT));
    }

    /** A few bytes can decode to more than fits into memory. */
    @Test
    void whatDecodesToTooMuchIsRefused() {
        byte[] bomb = gzip(new byte[Limits.RESPONSE + 1]);
        assertTrue(bomb.length < 100_000);
        assertEquals("it decodes to more than 8 MiB", refused(bomb));
    }
}
