package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.proofs.reference.parser.Extensions;
import grader.proofs.reference.parser.HeadMutation;
import grader.proofs.reference.parser.Limit;
import grader.proofs.reference.parser.ParserProperty;
import grader.proofs.reference.parser.ReferenceParser;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for lab 03's parser, whatever comes and however it is cut: tried with random cases.
 *
 * <p>Each run tries others. A failure tells its seed; with that in PARSER_SEED only its case is tried.
 */
// A parser that never ends shall not hold up all tests.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParserPropertiesTest {

    private static final String SEED = System.getenv("PARSER_SEED");

    @TempDir
    static Path folder;

    private static ReferenceParser parser;

    @BeforeAll
    static void compile() {
        parser = ReferenceParser.in(folder);
    }

    @ParameterizedTest
    @EnumSource
    void holds(ParserProperty property) {
        if (SEED == null) {
            property.hold(parser, property.cases, System.nanoTime());
        } else {
            property.again(parser, Long.parseUnsignedLong(SEED, 16));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasALimit(Limit limit) {
        for (int piece : new int[] {1, 500, 4096}) {
            limit.hold(parser, piece);
        }
    }

    @Test
    void chunkExtensionsAreReadAsMeant() {
        Extensions.areReadAsMeant(parser, new Random(1));
    }

    /** What has to find the mistake finds none in the reference: and a property that finds nothing says nothing. */
    @ParameterizedTest
    @EnumSource
    void findsMistakes(HeadMutation mistake) {
        ReferenceParser mistaken = mistake.in(parser);
        mistake.find(parser);
        assertThrows(AssertionError.class, () -> mistake.find(mistaken));
    }
}
