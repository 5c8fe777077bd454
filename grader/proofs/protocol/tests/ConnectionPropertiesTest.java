package grader.proofs.protocol.tests;

import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.proofs.protocol.HttpParts;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for lab 07's connection, whatever comes and goes, and in whatever pieces: tried with random conversations,
 * without sockets.
 *
 * <p>Each run tries others. A failure tells its seed; with that in CONNECTION_SEED only its case is tried.
 */
// A connection that never ends shall not hold up all tests.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionPropertiesTest {

    private static final String SEED = System.getenv("CONNECTION_SEED");

    @TempDir
    static Path folder;

    private static HttpParts reference;

    @BeforeAll
    static void compile() {
        reference = HttpParts.ofReference(folder);
    }

    @ParameterizedTest
    @EnumSource
    void holds(Property property) {
        if (SEED == null) {
            property.hold(subject(), property.cases, System.nanoTime());
        } else {
            property.again(subject(), Long.parseUnsignedLong(SEED, 16));
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesInTime(Late late) {
        late.comes(subject());
    }

    /** What has to find the mistake finds none in the reference: and a property that finds nothing says nothing. */
    @ParameterizedTest
    @EnumSource
    void findsMistakes(Mutation mistake) {
        mistake.find(reference);
        assertThrows(AssertionError.class, () -> mistake.find(mistake.in(reference)));
    }

    private static Subject subject() {
        return reference.subject(Setting.USUAL);
    }
}
