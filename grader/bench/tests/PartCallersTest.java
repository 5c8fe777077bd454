package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the benches of parts call is as they call it. */
class PartCallersTest {

    @ParameterizedTest
    @CsvSource({"parsers, 3", "handler, 5", "caches, 9", "pools, 10", "breakers, 13"})
    void fitTheReference(String bench, int lab, @TempDir Path folder) {
        String caller = Parts.source("grader/bench/" + bench + "/parts/Caller.java");
        assertDoesNotThrow(() -> PackagedParts.ofReference(lab, caller, folder));
    }
}
