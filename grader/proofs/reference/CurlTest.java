package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.grading.server.Server;
import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** curl gets the files of lab 09's reference as they are: in parts, compressed, and only if they have changed. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CurlTest {

    private static final int SIZE = 200_000;
    private static final String LETTERS = "abc\n";
    private static final String STATUS = "%{http_code}";

    @TempDir
    static Path folder;

    @AutoClose
    static ReferenceServers reference;

    static Server server;
    static byte[] bytes;

    @TempDir
    private Path own;

    private Path out;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Commands.succeeds("curl", "--version"), "there is no curl here");
        reference = new ReferenceServers("lab09", folder);
        bytes = new byte[SIZE];
        Random random = new Random(9);
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
        }
        Path files = Files.createDirectory(folder.resolve("files"));
        for (String name : List.of("data.bin", "text.txt")) {
            Files.setLastModifiedTime(Files.write(files.resolve(name), bytes),
                    FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        }
        server = reference.start("--files", files.toString());
    }

    @BeforeEach
    void nameOutput() {
        out = own.resolve("out");
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + server.address().getPort() + path;
    }

    /** Runs curl until it ends well, and returns what it wrote on standard output. */
    private static String curl(String... arguments) throws Exception {
        return Commands.output(
                Stream.concat(Stream.of("curl", "-sS", "--max-time", "60"), Stream.of(arguments)).toList());
    }

    /** Returns the status. The content is in {@link #out}. */
    private String get(String path, String... arguments) throws Exception {
        return curl(Stream.concat(Stream.of("-o", out.toString(), "-w", STATUS, url(path)), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"0-0, 0, 1", "1000-1999, 1000, 2000", "-5, 199995, 200000", "199990-, 199990, 200000",
            "150000-99999999999999999999, 150000, 200000", "-300000, 0, 200000"})
    void getsAPart(String range, int from, int to) throws Exception {
        assertEquals("206", get("/files/data.bin", "-r", range));
        assertArrayEquals(Arrays.copyOfRange(bytes, from, to), Files.readAllBytes(out));
    }

    @Test
    void getsNoPartAfterTheEnd() throws Exception {
        assertEquals("416", get("/files/data.bin", "-r", SIZE + "-"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, SIZE - 1})
    void resumes(int before) throws Exception {
        Files.write(out, Arrays.copyOf(bytes, before));
        assertEquals("206", get("/files/data.bin", "-C", "-"));
        assertArrayEquals(bytes, Files.readAllBytes(out));
    }

    @Test
    void getsTheWholeFileIfItIsNotTheOneItHas() throws Exception {
        String tag = curl("-I", "-o", out.toString(), "-w", "%header{etag}", url("/files/data.bin"));
        for (String unchanged : List.of(tag, "Fri, 02 Jan 2026 03:04:05 GMT")) {
            assertEquals("206", get("/files/data.bin", "-r", "5-", "-H", "If-Range: " + unchanged));
        }
        for (String other : List.of("\"other\"", "W/" + tag, "Fri, 02 Jan 2026 03:04:06 GMT")) {
            assertEquals("200", get("/files/data.bin", "-r", "5-", "-H", "If-Range: " + other));
            assertArrayEquals(bytes, Files.readAllBytes(out));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-compressed", "--compressed"})
    void savesTagsAndComparesThem(String compressed) throws Exception {
        String tags = own.resolve("tags").toString();
        assertEquals("200", get("/files/text.txt", compressed, "--etag-save", tags));
        assertArrayEquals(bytes, Files.readAllBytes(out));
        Files.delete(out);
        assertEquals("304", get("/files/text.txt", compressed, "--etag-compare", tags));
        assertFalse(Files.exists(out) && Files.size(out) > 0);
        Files.writeString(Path.of(tags), "\"other\"");
        assertEquals("200", get("/files/text.txt", compressed, "--etag-compare", tags, "--etag-save", tags));
        assertEquals("304", get("/files/text.txt", compressed, "--etag-compare", tags));
    }

    /** curl itself takes a file of exactly the date after the minus for a newer one. */
    @ParameterizedTest
    @CsvSource({"2 Jan 2026 03:04:05 GMT, 304", "2 Jan 2026 03:04:04 GMT, 200", "1 Feb 2026, 304", "1 Jan 2001, 200",
            "-2 Jan 2026 03:04:06 GMT, 200", "-2 Jan 2026 03:04:04 GMT, 412"})
    void asksByDate(String date, String status) throws Exception {
        assertEquals(status, get("/files/data.bin", "-z", date));
    }

    /** With -R, the copy has the date of the file. */
    @Test
    void asksByTheDateOfItsCopy() throws Exception {
        assertEquals("200", get("/files/data.bin", "-R"));
        assertEquals("304", get("/files/data.bin", "-z", out.toString(), "-o", own.resolve("other").toString()));
        Files.setLastModifiedTime(out, FileTime.from(Instant.EPOCH));
        assertEquals("200", get("/files/data.bin", "-z", out.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http1.0"})
    void decodesGzip(String version) throws Exception {
        String size = curl("--compressed", version, "-o", out.toString(), "-w", "%{size_download}",
                url("/files/text.txt"));
        assertTrue(Integer.parseInt(size) < SIZE / 2, size);
        assertArrayEquals(bytes, Files.readAllBytes(out));
    }

    @Test
    void getsManyFilesOnOneConnection() throws Exception {
        String connections = curl("--compressed", "-w", "%{stderr}", "-w", "%{num_connects} ",
                "-o", own.resolve("a").toString(), url("/files/data.bin"),
                "-o", own.resolve("b").toString(), url("/files/text.txt"),
                "-o", own.resolve("c").toString(), url("/files/data.bin"));
        assertEquals("1 0 0 ", connections);
        for (String name : List.of("a", "b", "c")) {
            assertArrayEquals(bytes, Files.readAllBytes(own.resolve(name)));
        }
    }

    @Test
    void writesOnlyWhatItHasSeen() throws Exception {
        String tags = own.resolve("tags").toString();
        String path = "/products/" + own.getFileName();
        String content = Files.writeString(own.resolve("product.json"), "{\"cents\":1}").toString();
        assertEquals("412", get(path, "-T", content, "-H", "If-Match: *"));
        assertEquals("201", get(path, "-T", content, "-H", "If-None-Match: *"));
        assertEquals("412", get(path, "-T", content, "-H", "If-None-Match: *"));
        assertEquals("200", get(path, "--etag-save", tags));
        assertEquals("{\"cents\":1}", Files.readString(out));
        String tag = Files.readString(Path.of(tags)).strip();
        assertEquals("204", get(path, "-X", "PUT", "-H", "If-Match: " + tag, "-d", "{\"cents\":2}"));
        assertEquals("412", get(path, "-X", "PUT", "-H", "If-Match: " + tag, "-d", "{\"cents\":3}"));
        assertEquals("200", get(path, "--etag-compare", tags));
        assertEquals("{\"cents\":2}", Files.readString(out));
        assertEquals("405", get("/files/text.txt", "-T", content));
    }
}
