package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every request takes one path through the layers, a malformed one, too; and what would break a head cannot be made.
 */
class RequestPathTest {

    @TempDir
    static Path folder;

    private static PackagedParts.Maker<Callable<String>> trials;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void compile() {
        var makers = PackagedParts.ofReference(5, TRIAL, folder).maker(Callable.class, String.class);
        trials = values -> (Callable<String>) makers.make(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            malformed in the log        | 431, logged: - - 431
            unlooked at                 | 431
            unlooked at, and an error   | 500
            a guard that is not written | 500
            a field in two lines        | refused
            the connection's own field  | refused
            a status of two digits      | refused
            a status that is not final  | refused
            names in any case           | true, true, false
            """)
    void goesAsItShould(String trial, String outcome) throws Exception {
        assertEquals(outcome, trials.make(trial).call());
    }

    private static final String TRIAL = Parts.source("grader/proofs/reference/parts/path/Caller.java");
}
