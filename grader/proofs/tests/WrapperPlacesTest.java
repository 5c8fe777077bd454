package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.proofs.testing.Wrapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From any folder, by any path, without what most environments have: the wrapper works, or says what to do. */
@Tag("nightly")
class WrapperPlacesTest {

    /** Once for all: the checkout's only command is `hello`, which prints its arguments. */
    @TempDir
    static Path home;
    static Path course;

    @BeforeAll
    static void checkout() throws Exception {
        course = Files.createDirectory(home.resolve("größe & co"));
        Files.copy(Wrapper.root().resolve("jbang"), course.resolve("jbang"));
        Files.writeString(course.resolve("program.java"),
                "//JAVA 25+\nvoid main(String[] args) { IO.print(String.join(\" \", args)); }\n");
        Files.writeString(course.resolve("jbang-catalog.json"),
                """
                {
                  "aliases": {
                    "hello": {
                      "script-ref": "program.java",
                      "description": "says hello"
                    }
                  }
                }
                """);
        Files.createDirectory(course.resolve("labs"));
        wrapper().jarIn("repository");
        assertRuns(wrapper(), course, "./jbang");
    }

    private static Wrapper wrapper() {
        return new Wrapper(home, course.resolve("jbang"));
    }

    private static Wrapper.Run hello(Wrapper wrapper, Path folder, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("hello", "you"));
        return wrapper.start(folder, all).finish();
    }

    private static void assertRuns(Wrapper wrapper, Path folder, String... command) throws Exception {
        Wrapper.Run run = hello(wrapper, folder, command);
        assertEquals("you", run.out(), run.err());
        assertEquals(0, run.exit());
    }

    private static void assertRefused(Wrapper.Run run, String message) {
        assertEquals(2, run.exit(), run.err());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CDPATH=/:/tmp", "TMPDIR=/no/such/folder", "LC_ALL=C", "LC_ALL=C.UTF-8"})
    void withOddVariables(String variable) throws Exception {
        Wrapper wrapper = wrapper();
        wrapper.env.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        assertRuns(wrapper, course.resolve("labs"), "../jbang");
    }

    @Test
    void withoutASlashInItsName() throws Exception {
        assertRuns(wrapper(), course, "sh", "jbang");
    }

    @Test
    void withoutAHome() throws Exception {
        Wrapper wrapper = wrapper();
        wrapper.env.remove("HOME");
        assertRuns(wrapper, course, "./jbang");
    }

    /** As in a container whose user has a number only. */
    @Test
    void withoutAHomeOfAUserWithoutAName() throws Exception {
        Path tools = Files.createDirectory(home.resolve("tools"));
        Path id = Files.writeString(tools.resolve("id"), "#!/bin/sh\necho 'no name' >&2\nexit 1\n");
        assertTrue(id.toFile().setExecutable(true));
        Wrapper wrapper = wrapper();
        wrapper.env.remove("HOME");
        wrapper.env.put("PATH", tools + ":" + wrapper.env.get("PATH"));
        assertRuns(wrapper, course, "./jbang");
        wrapper.env.remove("JBANG_DIR");
        assertRefused(hello(wrapper, course, "./jbang"), "HOME is not set: set it, or JBANG_DIR to a folder");
    }

    @Test
    void fromAnotherFolder() throws Exception {
        assertRefused(hello(wrapper(), home, course + "/jbang"),
                "'hello' is a command of the course in " + course.toRealPath()
                        + ", and this folder is not in it: first "
                        + "cd '" + course.toRealPath() + "'");
        Wrapper.Run script =
                wrapper().start(home, List.of(course + "/jbang", course + "/program.java", "you")).finish();
        assertEquals("you", script.out(), script.err());
    }

    @Test
    void byLinks() throws Exception {
        Path link = Files.createSymbolicLink(home.resolve("link"), course.getFileName());
        assertRuns(wrapper(), link.resolve("labs"), link + "/jbang");
        Path bin = Files.createDirectory(home.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("inner"), Path.of("../link/jbang"));
        Files.createSymbolicLink(bin.resolve("course"), Path.of("inner"));
        assertRuns(wrapper(), course, bin + "/course");
        assertRefused(hello(wrapper(), bin, "./course"), "first cd '" + course.toRealPath() + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh jbang", "./jbang", "../größe & co/jbang"})
    void theCommandsAreListed(String command) throws Exception {
        List<String> words = command.startsWith("sh ") ? List.of(command.split(" ")) : List.of(command);
        Wrapper.Run run = wrapper().start(course, words).finish();
        assertTrue(run.out().contains("  ./jbang hello        says hello\n"), run.out() + run.err());
    }
}
