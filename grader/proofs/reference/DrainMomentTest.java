package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request that comes while lab 07's driver begins to drain gets its response, at whatever moment that is. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrainMomentTest {

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/drain/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(7, CALLER, folder);
    }

    @Test
    void aRequestInTheSocketIsServed() {
        assertEquals("200 idle: false", got(reference, "there"));
        assertEquals("nothing",
                got(reference.with(new Change("SocketDriver.java", "if (in.available() == 0) {", "if (true) {")),
                        "there"));
    }

    @Test
    void aRequestThatWasReadIsServed() {
        assertEquals("200 idle: false", got(reference, "taken"));
        assertEquals("nothing",
                got(reference.with(new Change("SocketDriver.java", "!ending && count > 0", "false")), "taken"));
    }

    private static String got(PackagedParts parts, String moment) {
        return parts.maker(Supplier.class, String.class).make(moment).get().toString();
    }
}
