package grader.tests;

import grader.talk.HttpParts;
import grader.talk.Setting;
import grader.tests.connection.Property;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for lab 07's connection, whatever comes and goes, and in whatever pieces: tried with random conversations, without sockets.
 *
 * <p>Each run tries others. A failure tells its seed; with that in CONNECTION_SEED only its case is tried.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)     // A connection that never ends shall not hold up all tests.
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
            property.hold(reference.subject(Setting.USUAL), property.cases, System.nanoTime());
        } else {
            property.again(reference.subject(Setting.USUAL), Long.parseUnsignedLong(SEED, 16));
        }
    }
}
