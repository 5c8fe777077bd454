package grader.proofs.reference.caching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of lab 09's cache that race. The first asks the clock, and the test's clock does not return until the second
 * has its value.
 */
@Tag("nightly")
class CacheTest {

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/cache/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(9, CALLER, folder);
    }

    @Test
    void aValueThatCameMeanwhileIsNotLoadedAgain() {
        assertEquals("value 1 null, loads: 1", outcome(reference, "race"));
    }

    @Test
    void aCacheThatLooksOnceIsFound() {
        assertEquals("value 2 miss, loads: 2", outcome(reference.with(new Change("Cache.java",
                "entry == null || !entry.isFresh(nanos.getAsLong())", "true")), "race"));
    }

    @Test
    void theNewestEntryStaysThoughOthersWereUsedSince() {
        assertEquals("null, loads: 2", outcome(reference, "newest"));
        assertEquals("miss, loads: 3", outcome(reference.with(new Change("Cache.java",
                "evict(); byUse.add(entry);", "byUse.add(entry); evict();")), "newest"));
    }

    @SuppressWarnings("unchecked")
    private static String outcome(PackagedParts parts, String scenario) {
        return ((Function<String, String>) parts.maker(Function.class).make()).apply(scenario);
    }
}
