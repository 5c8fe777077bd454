package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.site.cells.LabClasses;
import docs.site.cells.Limits;
import docs.site.cells.Outcome;
import docs.site.cells.Session;
import grader.core.course.Course;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cells come to, the bad ones, too. All run in one session, one after another, in any order. */
@Execution(ExecutionMode.SAME_THREAD)
class SiteCellSessionTest {

    /** For cells that do not end, but can be stopped: how long that takes depends on the machine. */
    private static final Limits STOPPED = new Limits(Duration.ofSeconds(1), Duration.ofMinutes(2), 64 * 1024, 2_000);
    /** For cells that cannot. */
    private static final Limits ENDED = new Limits(Duration.ofSeconds(1), Duration.ofMillis(100), 64 * 1024, 2_000);
    /** For all others. */
    private static final Limits ENOUGH = new Limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 64 * 1024, 2_000);

    @TempDir
    static Path classes;

    private static Session session;

    @BeforeAll
    static void open() {
        LabClasses.compile(Course.here().lab("lab03"), classes);
        session = new Session(List.of(classes));
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void printAndHaveAValue() {
        assertEquals("out: one\nerr: two\nvalue: 3", run("IO.println(\"one\");\nSystem.err.println(\"two\");\n1 + 2"));
        assertEquals("value: \"a\"", run("List.of(\"a\").getFirst()   // a comment\n"));
        assertEquals("", run("int quiet = 4;\nquiet + 1;"));
        assertEquals("out: no line ending", run("IO.print(\"no line ending\")"));
        assertEquals("", run("/* nothing */"));
    }

    @Test
    void keepWhatEarlierOnesDeclare() {
        run("record Point(int x, int y) {}\nint kept = 7;");
        assertEquals("value: Point[x=7, y=0]", run("new Point(kept, 0)"));
        assertEquals("value: 2", run("int twice = 1;\nint twice = 2;\ntwice"));
        assertEquals("value: true", run("boolean even(int n) { return n == 0 || odd(n - 1); }\n"
                + "boolean odd(int n) { return n != 0 && even(n - 1); }\neven(4)"));
    }

    @Test
    void useTheLabsClasses() {
        assertEquals("value: \"/a\"",
                run("""
                var parser = new RequestParser(10);
                parser.receive(ByteBuffer.wrap("GET /a HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n".getBytes())).head().rawTarget()"""));
        assertEquals("error: HttpException: it says so\nerror:     in what begins at line 2",
                run("int status = 400;\nthrow new HttpException(status, \"it says so\");"));
        assertEquals("value: true", run("Ascii.isDigit((byte) '5')"));
    }

    @Test
    void tellWhereTheCompilerStumbles() {
        assertEquals("""
                error: line 3: incompatible types: java.lang.String cannot be converted to int
                error:       int wrong = "5";
                error:                   ^^^""",
                run("// one\nint right = 5;\n  int wrong = \"5\";\nIO.println(\"never\");"));
        assertTrue(run("int wrong = ;").startsWith("error: line 1: illegal start of expression"));
        assertEquals("error: begun needs method missing(), which is not declared",
                run("int begun() { return missing(); }"));
    }

    @Test
    void tellTheirFramesOfAnException() {
        assertEquals("""
                out: before
                error: java.lang.IllegalStateException: deep
                error:     at down, line 3
                error:     at down, line 5
                error:     at line 8
                error: caused by java.io.IOException: why
                error:     at down, line 3
                error:     at down, line 5
                error:     at line 8""", run("""
                void down(int i) {
                    if (i == 0) {
                        throw new IllegalStateException("deep", new IOException("why"));
                    }
                    down(i - 1);
                }
                IO.println("before");
                down(1);
                IO.println("never");"""));
        assertTrue(session.run("later", "down(0)", ENOUGH).toString().contains("at down, line 3 of cell here\n"));
    }

    @Test
    void areStoppedWhenTheyDoNotEnd() {
        run("int spared = 1;");
        assertEquals("error: stopped: it ran longer than 1 s",
                session.run("here", "while (true) {}", STOPPED).toString());
        assertEquals("error: stopped: it ran longer than 1 s", session.run("here", """
                while (true) {
                    try {
                        Thread.sleep(10_000);
                    } catch (Throwable all) {
                    }
                }""", STOPPED).toString());
        assertEquals("value: 1", run("spared"));
    }

    @Test
    void areEndedByForceWhereNothingElseHelps() {
        assertEquals("error: stopped: it ran longer than 1 s; what was declared before is gone",
                session.run("here", "LongStream.range(0, Long.MAX_VALUE).sum()", ENDED).toString());
        assertEquals("value: 2", run("1 + 1"));
    }

    @Test
    void areStoppedWhenTheyPrintTooMuch() {
        run("int printed = 1;");
        Outcome lines = session.run("here", "while (true) IO.println(\"again\");", ENOUGH);
        assertEquals(2_001, lines.lines().size());
        assertEquals("stopped: it printed more than 64 KB or 2000 lines", lines.text(Outcome.Kind.ERROR));
        Outcome bytes = session.run("here", "while (true) System.err.print(\"again\");", ENOUGH);
        assertEquals(64 * 1024, bytes.text(Outcome.Kind.ERR).length());
        assertTrue(bytes.failed());
        assertEquals("value: 1", run("printed"));
    }

    @Test
    void mayEndTheProgram() {
        assertEquals("out: bye\nerror: the program ended itself, with exit code 3; what was declared before is gone",
                run("IO.print(\"bye\");\nSystem.exit(3);\nIO.println(\"never\");"));
        assertEquals("value: 2", run("1 + 1"));
    }

    @Test
    void mayFillTheMemory() {
        assertEquals("""
                error: java.lang.OutOfMemoryError: Java heap space
                error:     at line 3
                error: the memory of 256 MB is full; what was declared before is gone""", run("""
                var all = new ArrayList<byte[]>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }"""));
        assertEquals("value: 2", run("1 + 1"));
        assertTrue(run("int forever() { return forever(); }\nforever()")
                .startsWith("error: java.lang.StackOverflowError\n"));
    }

    /** More threads of the system could leave none to the other tests of this machine. */
    @Test
    void mayLeaveManyThreadsBehind() {
        assertEquals("out: begun", run("""
                var begun = new CountDownLatch(10_500);
                for (int i = 0; i < 10_500; i++) {
                    var kind = i < 500 ? Thread.ofPlatform() : Thread.ofVirtual();
                    kind.start(() -> {
                        begun.countDown();
                        LockSupport.park();
                    });
                }
                begun.await();
                IO.println("begun");"""));
        assertEquals("value: 2", run("1 + 1"));
    }

    @Test
    void findAnEndWhenTheyRead() {
        assertEquals("value: null", run("IO.readln()"));
    }

    @Test
    void leaveNoProcessAndNoFile() {
        Outcome outcome;
        try (Session other = new Session(List.of())) {
            outcome = other.run("here", """
                    Files.writeString(Path.of("left.txt"), "left");
                    IO.println(Path.of("").toAbsolutePath());
                    Process child = new ProcessBuilder("sleep", "600").start();
                    IO.println(ProcessHandle.current().pid() + " " + child.pid());""", ENOUGH);
        }
        String[] lines = outcome.text(Outcome.Kind.OUT).split("\n");
        assertFalse(Path.of(lines[0]).toFile().exists(), outcome::toString);
        for (String pid : lines[1].split(" ")) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(process -> process.onExit().join());
        }
    }

    private static String run(String code) {
        return session.run("here", code, ENOUGH).toString();
    }
}
