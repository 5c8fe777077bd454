package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import grader.clients.http.Limits;
import grader.grading.server.UsualFlags;
import org.junit.jupiter.api.Test;

/** A command line has each flag once, unless the check gives one twice. */
class UsualFlagsTest {

    private static final UsualFlags USUAL = UsualFlags.of("--host", "127.0.0.1", "--port", "0");

    @Test
    void whatACheckGivesTakesThePlaceOfTheUsual() {
        assertArrayEquals(words("--host 127.0.0.1 --port 0"), USUAL.and());
        assertArrayEquals(words("--host 127.0.0.1 --port 80"), USUAL.and("--port", "80"));
        assertArrayEquals(words("--port 0 --host=::"), USUAL.and("--host=::"));
        assertArrayEquals(words("--host 127.0.0.1 --port 0 --hostname a"), USUAL.and("--hostname", "a"));
        assertArrayEquals(words("--host 127.0.0.1 --port 1 --port 2"), USUAL.and("--port", "1", "--port", "2"));
    }

    @Test
    void noTimeoutEndsAnythingUnlessTheCheckSetsIt() {
        UsualFlags endless = USUAL.endless("idle", "write");
        assertArrayEquals(
                words("--host 127.0.0.1 --port 0 --idle-timeout " + Limits.ENDLESS + " --write-timeout 5"),
                endless.and("--write-timeout", "5"));
    }

    private static String[] words(String line) {
        return line.split(" ");
    }
}
