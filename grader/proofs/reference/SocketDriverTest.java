package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lab 07's driver and clients that no network brings about at will. One sends without a pause: its input is always
 * there, and each read takes a millisecond of a clock that the test holds. One sends in the very moment in which the
 * server begins to drain.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SocketDriverTest {

    private static final long REQUEST_MILLIS = 700;
    private static final int READS_AFTER_THE_END = 50;
    private static final String ENDLESS = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n";

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST_REQUEST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/driver/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(7, CALLER, folder);
    }

    @Test
    void aRefusedClientIsListenedToUntilItEnds() {
        assertEquals(1 + READS_AFTER_THE_END, ended(reference, "NONSENSE\r\n\r\n"));
    }

    /** Its last request has been answered, and what it sent after that has not been read: a close would be a reset. */
    @Test
    void aClientWithBytesOnTheWayIsListenedToUntilItEnds() {
        assertEquals(1 + READS_AFTER_THE_END, ended(reference, LAST_REQUEST));
        assertEquals(1,
                ended(reference.with(new Change("SocketDriver.java", "in.available() > 0", "false")), LAST_REQUEST));
    }

    @Test
    void contentThatComesWithoutAPauseIsLate() {
        assertEquals(1 + REQUEST_MILLIS + READS_AFTER_THE_END,
                ended(reference, ENDLESS));
    }

    @Test
    void aLinkThatCountsOnPausesIsFound() {
        PackagedParts without = reference
                .with(new Change("SocketDriver.java", "if (left <= 0) {", "if (left <= Integer.MIN_VALUE) {"));
        assertNotEquals(1 + REQUEST_MILLIS + READS_AFTER_THE_END, ended(without, ENDLESS));
    }

    @Test
    void aRequestInTheSocketIsServedWhenTheServerDrains() {
        assertEquals("200 idle: false at 0", seen(reference, "there", REQUEST));
        assertEquals("nothing idle:  at 0",
                seen(reference.with(new Change("SocketDriver.java", "wait == Wait.IDLE && in.available() == 0",
                        "wait == Wait.IDLE")),
                        "there", REQUEST));
    }

    @Test
    void aRequestThatWasReadIsServedWhenTheServerDrains() {
        assertEquals("200 idle: false at 0", seen(reference, "taken", REQUEST));
        assertEquals("nothing idle:  at 0",
                seen(reference.with(new Change("SocketDriver.java", "!ending && count > 0", "false")), "taken",
                        REQUEST));
    }

    /** When the conversation has ended, in milliseconds. */
    private static long ended(PackagedParts parts, String beginning) {
        return Long.parseLong(seen(parts, "flood", beginning).replaceFirst(".* at ", ""));
    }

    private static String seen(PackagedParts parts, String client, String text) {
        return parts.maker(Supplier.class, String.class, String.class).make(client, text).get().toString();
    }
}
