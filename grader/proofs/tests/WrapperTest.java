package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.proofs.testing.Wrapper;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper gets out of the way: what it runs behaves as if it had been run directly. */
@Tag("nightly")
class WrapperTest {
    static final String PROGRAM =
            """
            //JAVA 25+
            void main(String[] args) throws Exception {
                switch (args[0]) {
                    case "print" -> IO.print(String.join("\\0", args));
                    case "copy" -> System.in.transferTo(System.out);
                    case "exit" -> System.exit(Integer.parseInt(args[1]));
                    case "stay" -> {
                        var bye = new Thread(() -> IO.println("bye"));
                        Runtime.getRuntime().addShutdownHook(bye);
                        IO.println("here");
                        bye.join();
                        new java.util.concurrent.CountDownLatch(1).await();
                    }
                }
            }
            """;

    // One home, and one build, for all: the cache has to stand several tests at once.
    @TempDir
    static Path home;
    static Wrapper wrapper;
    static String script;

    @BeforeAll
    static void build() throws Exception {
        wrapper = new Wrapper(home, Wrapper.root().resolve("jbang")).jarIn("repository");
        script = Files.writeString(home.resolve("program.java"), PROGRAM).toString();
        var first = wrapper.run(script, "print");
        assertEquals(0, first.exit(), first.err());
    }

    @AfterAll
    static void nothingIsLeft() {
        assertFalse(Files.exists(lock(), LinkOption.NOFOLLOW_LINKS), "the lock is left");
    }

    static Path lock() {
        return wrapper.cache.resolve("jars.lock");
    }

    /** The same program with another text, which JBang has to build. */
    static String edited(String name) throws Exception {
        return Files.writeString(home.resolve(name + ".java"), PROGRAM + "// " + name).toString();
    }

    @Test
    void argumentsSurviveInEveryShell() throws Exception {
        // JBang 0.132.1 loses an empty argument: it prints the command without quotes for it
        var arguments = List.of(
                "print", "a  b", " ", "it's", "\"q\"", "$HOME", "`id`", "$(id)", "\\n", "*", "two\nlines\n", "#");
        for (var shell : List.of("sh", "dash", "bash --posix")) {
            var words = new ArrayList<>(List.of(shell.split(" ")));
            if (!installed(words.getFirst()))
                continue;
            words.addAll(List.of(wrapper.file.toString(), script));
            words.addAll(arguments);
            var run = wrapper.start(home, words).finish();
            assertEquals(String.join("\0", arguments), run.out(), shell + run.err());
        }
    }

    static boolean installed(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(f -> Files.isExecutable(Path.of(f, tool)));
    }

    @Test
    void exitCodesComeBack() throws Exception {
        assertEquals(7, wrapper.run(script, "exit", "7").exit());
        assertEquals(255, wrapper.run(script, "exit", "255").exit());
        assertEquals(1, wrapper.run(script, "exit", "1").exit());
        assertEquals(2, wrapper.run("no-such-alias").exit());
        assertEquals(0, wrapper.run("version").exit());
    }

    /** To a teacher 1 says that a check failed. */
    @Test
    void whatCannotBeBuiltEndsWith2() throws Exception {
        var broken = Files.writeString(home.resolve("broken.java"), "void main() { int one = ; }");
        var run = wrapper.run(broken.toString());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("illegal start of expression"), run.err());
        var lacking = Files.writeString(
                home.resolve("lacking.java"),
                "//REPOS none=file:///no/such/folder\n//DEPS no.such:thing:1\nvoid main() {}");
        run = wrapper.run(lacking.toString());
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.err().contains("no.such:thing"), run.err());
    }

    @Test
    void inputReachesTheProgram() throws Exception {
        var copy = wrapper.start(home, List.of(wrapper.file.toString(), script, "copy"));
        try (var in = copy.process().getOutputStream()) {
            in.write("some\ninput".getBytes());
        }
        assertEquals("some\ninput", copy.finish().out());
    }

    @Test
    void theWrapperBecomesTheProgramAndHandsOnSignals() throws Exception {
        try (var stay = wrapper.start(home, List.of(wrapper.file.toString(), script, "stay"))) {
            Wrapper.await("the program runs", () -> size(stay.out()) > 0);
            assertEquals(0, stay.process().descendants().count(), "a child runs the program");
            stay.process().destroy();
            var run = stay.finish();
            assertEquals(143, run.exit(), run.err());
            assertEquals("here\nbye\n", run.out());
        }
    }

    static long size(Path file) {
        return file.toFile().length();
    }

    /** JBang takes a lab's files as the lab's script names them. */
    @Test
    void filesThatPlatformsLeaveAreNoSources() throws Exception {
        var sources = Files.readAllLines(Wrapper.root().resolve("solutions/01-sockets/lab01.java"))
                .stream()
                .filter(line -> line.startsWith("//SOURCES"))
                .findFirst()
                .orElseThrow();
        var lab = Files.createDirectory(home.resolve("left"));
        var program = Files.writeString(lab.resolve("lab.java"), sources + "\n" + PROGRAM);
        Files.writeString(lab.resolve("Part.java"), "class Part {}");
        for (var name : List.of("._Part.java", ".#Part.java", "#Part.java#", "Part.java~", "Part.java.orig"))
            Files.writeString(lab.resolve(name), "no Java");
        var run = wrapper.run(program.toString(), "print", "built");
        assertEquals("print\0built", run.out(), run.err());
    }

    @Test
    void fourAtOnceAfterAnEdit() throws Exception {
        var command = List.of(wrapper.file.toString(), edited("four"), "print", "four");
        var all = new ArrayList<Wrapper.Started>();
        for (int i = 0; i < 4; i++)
            all.add(wrapper.start(home, command));
        for (var one : all) {
            var run = one.finish();
            assertEquals("print\0four", run.out(), run.err());
        }
    }

    /** Each command of a course waits for itself alone. */
    @Test
    void anotherCommandDoesNotWait(@TempDir Path folder) throws Exception {
        Files.copy(wrapper.file, folder.resolve("jbang"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(folder.resolve("program.java"), PROGRAM);
        Files.writeString(folder.resolve("jbang-catalog.json"), """
                {
                  "aliases": {
                    "one": {
                      "script-ref": "program.java",
                      "description": "A program"
                    },
                    "two": {
                      "script-ref": "program.java",
                      "description": "A program"
                    }
                  }
                }
                """);
        String jbang = folder.resolve("jbang").toString();
        Path held = Files.createDirectories(wrapper.cache.resolve("commands/one")).resolve("jars.lock");
        Files.createSymbolicLink(held, Path.of(Long.toString(ProcessHandle.current().pid())));
        try (var waits = wrapper.start(folder, List.of(jbang, "one", "print", "1"))) {
            var run = wrapper.start(folder, List.of(jbang, "two", "print", "2")).finish();
            assertEquals("print\0002", run.out(), run.err());
            Wrapper.await("the other one says that it waits", () -> size(waits.err()) > 0);
            Files.delete(held);
            var last = waits.finish();
            assertEquals("print\0001", last.out(), last.err());
        }
    }

    @Test
    void aKilledBuildSpoilsNothing() throws Exception {
        var killed = wrapper.start(home, List.of(wrapper.file.toString(), edited("killed"), "print"));
        Wrapper.await("JBang builds", () -> size(killed.err()) > 0);
        killed.process().destroy();
        assertEquals(143, killed.finish().exit());
        var run = wrapper.run(edited("killed"), "print", "again");
        assertEquals("print\0again", run.out(), run.err());
    }

    @Test
    void theLockOfADeadProcessIsNoObstacle(@TempDir Path jars) throws Exception {
        var other = new Wrapper(home, wrapper.file);
        other.env.put("JBANG_CACHE_DIR_JARS", jars.resolve("jars").toString());
        var dead = new ProcessBuilder("sh", "-c", ":").start();
        dead.waitFor();
        var stale = Path.of(Long.toString(dead.pid()));
        Files.createSymbolicLink(jars.resolve("jars.lock"), stale);
        var run = other.run(script, "print", "free");
        assertEquals("print\0free", run.out(), run.err());
        assertFalse(Files.exists(jars.resolve("jars.lock"), LinkOption.NOFOLLOW_LINKS));
        assertTrue(run.err().contains("Building jar"), run.err());
    }
}
