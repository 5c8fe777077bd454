package grader.proofs.reference.caching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Content with a tag is compressed once, and lab 09's cache keeps that within its limits. The scenarios are in
 * parts/compression; no check can see how often a server compresses.
 */
@Tag("nightly")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompressedOnceTest {

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/compression/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(9, CALLER, folder);
    }

    @Test
    void clientsThatComeTogetherShareOneForm() {
        assertEquals("compressed: 1", outcome("together"));
        assertEquals("compressed: 20",
                outcome("together", new Change("CachedSource.java", "cache.get(key, this::all).value()", "all()")));
    }

    @Test
    void whatIsNotSentIsNotCompressed() {
        assertEquals("304 true, compressed: 0", outcome("without content"));
        assertEquals("304 true, compressed: 1", outcome("without content",
                new Change("CachedSource.java", "this.source = source;", "this.source = source; read();"),
                new Change("CachedSource.java", "private byte[] all()",
                        "private void read() { try { read(ByteBuffer.allocate(1)); } catch (Exception failed) {"
                                + " throw new IllegalStateException(failed); } } private byte[] all()")));
    }

    /** Of the same length, time and even number. */
    @Test
    void aFileThatTakesThePlaceOfAnotherHasAnotherTag() {
        Change sameNumber = new Change("StaticFiles.java", "attributes.fileKey() == null ? 0 :", "true ? 0 :");
        assertEquals("another tag: true", outcome("replaced", sameNumber));
        assertEquals("another tag: false", outcome("replaced", sameNumber,
                new Change("StaticFiles.java", "hex(attributes.creationTime())", "0")));
    }

    /** The last two of five have room. */
    @Test
    void compressedFormsCountInTheCachesLimit() {
        assertEquals("compressed: 5, then 3", outcome("limit"));
        assertEquals("compressed: 5, then 0",
                outcome("limit", new Change("CacheEntry.java", "key.length() + value.length", "0")));
    }

    @Test
    void keysCountInTheCachesLimit() {
        assertEquals("loads: 8", outcome("keys"));
        assertEquals("loads: 5",
                outcome("keys", new Change("CacheEntry.java", "key.length() + value.length", "value.length")));
    }

    @Test
    void anInterruptedRequestFailsNoOther() {
        assertEquals("FAILED, true, compressed: 1", outcome("interrupted"));
        assertThrows(IllegalStateException.class, () -> outcome("interrupted",
                new Change("CachedSource.java", "throw new InterruptedException()", "throw interrupted")));
    }

    @Test
    void aFileThatMayChangeWithinItsTagIsNotKept() {
        assertEquals("CachedSource", outcome("old file"));
        assertEquals("GzipSource", outcome("new file"));
    }

    @Test
    void aTagThatIsUniqueForItsResourceOnlyIsNoKey() {
        assertEquals("each its own", outcome("versions"));
        assertEquals("the same", outcome("versions", new Change("Compression.java", "tag.isHash()", "true")));
    }

    @SuppressWarnings("unchecked")
    private static String outcome(String scenario, Change... changes) {
        PackagedParts parts = changes.length == 0 ? reference : reference.with(changes);
        return ((Function<String, String>) parts.maker(Function.class).make()).apply(scenario);
    }
}
