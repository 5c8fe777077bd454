package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.edge.ChainCommand;
import grader.core.console.CommandLines;
import grader.core.course.Course;
import grader.proofs.testing.CourseCopy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What `./jbang chain` says when it cannot start: one line, with the remedy, and exit code 2. */
class ChainErrorsTest {

    private static void expect(Path root, String said, String... arguments) {
        StringWriter err = new StringWriter();
        int exit = CommandLines.of(new ChainCommand(root)).setErr(new PrintWriter(err, true)).execute(arguments);
        assertEquals(2, exit, err::toString);
        assertTrue(err.toString().contains(said), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--rate=101 | --rate is 101; give a number from 0 to 100",
            "--rounds=0 | --rounds is 0; give a number from 1",
            "--edge-port=70000 | --edge-port is 70000; give a number from 0 to 65535",
            "--solutions | did you mean --solution",
            "--database=db2 | postgresql, h2",
    })
    @DisplayName("a wrong flag")
    void flags(String flag, String said) {
        expect(Course.here().root(), said, flag);
    }

    @Test
    @DisplayName("a port that is in use")
    void taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            expect(Course.here().root(), "port " + other.getLocalPort() + " is in use; give another one: --edge-port 0",
                    "--edge-port", "" + other.getLocalPort());
        }
    }

    @Test
    @Tag("nightly")
    @DisplayName("parts that do not compile, and a server that ends at its start")
    void parts(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder, 14);
        String file = "labs/13-failure/lab13.java";
        String good = copy.read(file);
        copy.write(file, good + "\nvoid x() { y(); }\n");
        expect(folder, "lab13.java:" + (good.lines().count() + 2) + ": cannot find symbol", "--edge-port", "0");
        copy.write(file, good.replaceFirst("(?s)void main.*?\n}\n", """
                void main(String[] args) {
                    System.err.println("out of order");
                    System.exit(3);
                }
                """));
        expect(folder, "server a ended at its start: out of order; ", "--edge-port", "0");
    }
}
