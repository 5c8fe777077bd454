package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many bytes of heap lab 07's connection allocates for a small request, with a handler that allocates none. Bytes
 * are counted, not time, so a busy machine changes nothing.
 */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationTest {

    /** Some 70 of them are for the scope in which a handler finds the request it works for. */
    private static final int MAX_BYTES = 640;

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/allocation/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(7, CALLER, folder);
    }

    @Test
    void aSmallRequestTakesLittle() throws IOException {
        long bytes = leastOf(reference);
        assertTrue(bytes <= MAX_BYTES, () -> bytes + " bytes for each request");
    }

    @Test
    void aHeadThatIsTextFirstIsFound() throws IOException {
        long bytes = leastOf(reference.with(
                new Change("ResponseWriter.java", "out.put((byte) text.charAt(i));",
                        "out.put(text.getBytes(US_ASCII)[i]);")));
        assertTrue(bytes > MAX_BYTES, () -> bytes + " bytes for each request");
    }

    /** In a JVM of its own, with all compilers: only these see what need not be allocated. */
    private static long leastOf(PackagedParts parts) throws IOException {
        String path = parts.classes().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Process counting = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbatch", "-XX:+UseSerialGC", "-cp", path, "parts.Caller").redirectErrorStream(true).start();
        try (BufferedReader told = counting.inputReader()) {
            return Long.parseLong(told.readLine());
        } finally {
            counting.destroyForcibly();
        }
    }
}
