package grader.grading.submission.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.core.source.Parts;
import grader.grading.submission.Inspection;
import grader.grading.submission.Submission;
import grader.results.result.Shortcut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inspection of class files finds, where, and what it leaves alone: the reference and the starters. */
class InspectionTest {

    private static final Lab LAST = Course.here().all().getLast();
    /** What no lab may use has to be compiled here all the same. */
    private static final List<String> OPTIONS = List.of("-XDignore.symbol.file", "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED", "--add-exports", "java.base/sun.nio.ch=ALL-UNNAMED");

    @TempDir
    Path folder;

    private List<Shortcut> inspected(String source, Map<String, Set<String>> allowed) {
        assertEquals(Optional.empty(), Compiler.compile(Map.of("Part.java", source), folder, OPTIONS, List.of()));
        return Inspection.of(folder, allowed, file -> "labs/" + file);
    }

    /** The statement is on line 3. */
    private List<Shortcut> statement(String statement) {
        return inspected("""
                class Part {
                    Object run(String given) throws Throwable {
                        %s
                    }
                }
                """.formatted(statement), Map.of());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            process      | return new ProcessBuilder("ls").start();               | uses java.lang.ProcessBuilder to start, end or look at another process: another program could do what the lab asks you to write
            process      | return Runtime.getRuntime().exec(new String[] {"ls"}); | uses java.lang.Runtime.exec to
            process      | return ProcessHandle.current().parent();               | uses java.lang.ProcessHandle.parent to
            process      | return ProcessHandle.current().destroyForcibly();      | uses java.lang.ProcessHandle.destroyForcibly to
            process      | java.util.function.Supplier<Object> all = ProcessHandle::allProcesses; return all.get(); | uses java.lang.ProcessHandle.allProcesses to
            process      | return Class.forName("java.lang.ProcessBuilder");      | has the string "java.lang.ProcessBuilder" to
            process      | return new ProcessBuilder[1];                          | uses java.lang.ProcessBuilder to
            http-server  | return com.sun.net.httpserver.HttpServer.create();     | uses com.sun.net.httpserver.HttpServer, a server that is ready-made: this course is about writing one
            http-server  | return given instanceof Object o && o instanceof com.sun.net.httpserver.HttpHandler; | uses com.sun.net.httpserver.HttpHandler,
            http-server  | return "jdk.httpserver";                               | has the string "jdk.httpserver",
            http-server  | return "org.h2.tools.Server";                          | has the string "org.h2.tools.Server",
            agent        | return com.sun.tools.attach.VirtualMachine.list();     | uses com.sun.tools.attach.VirtualMachine to change or attach to a running JVM: code could
            agent        | return (java.lang.instrument.Instrumentation) null;    | uses java.lang.instrument.Instrumentation to
            agent        | return "-javaagent:own.jar";                           | has the string "-javaagent:own.jar" to
            internal-api | return jdk.internal.misc.VM.isBooted();                | uses jdk.internal.misc.VM, an internal API of the JDK: it can change
            internal-api | return Class.forName("jdk.internal.misc.Signal");      | has the string "jdk.internal.misc.Signal", an internal
            internal-api | return sun.nio.ch.IOStatus.EOF + given.length();       |
            internal-api | return sun.nio.ch.IOStatus.normalize(1);               | uses sun.nio.ch.IOStatus, an
            native       | return java.lang.foreign.Linker.nativeLinker();        | uses java.lang.foreign.Linker to run native code: it is not Java
            native       | System.load(given); return null;                       | uses java.lang.System.load to
            class-loading | return new java.net.URLClassLoader(new java.net.URL[0]); | uses java.net.URLClassLoader to load classes that are not among the sources: what
            class-loading | return java.lang.invoke.MethodHandles.lookup().defineClass(new byte[0]); | uses java.lang.invoke.MethodHandles.Lookup.defineClass to
            outside      | return java.nio.file.Path.of("/etc/passwd");           | uses the path "/etc/passwd", which is outside the submission: what is there
            outside      | return new java.io.FileReader("../Other.java");        | uses the path "../Other.java", which
            outside      | return java.nio.file.Path.of("a", "..", "b");          | uses the path "..", which
            outside      | long n = 1; String root = "/" + given; return java.nio.file.Files.size(java.nio.file.Path.of(root)) + n; | uses the path "/…", which
            outside      | return java.nio.file.Path.of("/proc/self/fd/../../1"); | uses the path "/proc/self/fd/../../1",
            outside      | return "/proc/" + given + "/environ";                  | has the string "/proc/…/environ", which
            outside      | return "solutions/01-sockets/Listener.java";           | has the string "solutions/01-sockets/Listener.java", which
            outside      | return System.getProperty("user.home") + "/.jbang/cache"; | has the string "user.home", which
            """)
    void aShortcutIsFoundWithItsLineAndItsReason(String kind, String statement, String says) {
        List<Shortcut> found = statement(statement);
        if (says == null) {
            assertEquals(List.of(), found, "a constant is copied: nothing of it is used at run time");
            return;
        }
        assertEquals(1, found.size(), found::toString);
        assertEquals(kind + " labs/Part.java:3", found.getFirst().kind() + " " + found.getFirst().place());
        assertTrue(found.getFirst().says().startsWith(says), found::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "return ProcessHandle.current().pid() + ProcessHandle.current().info().toString();",
            "return System.getProperty(\"sun.net.client.defaultReadTimeout\") + given;",
            "return \"jdk.httpclient.keepalive.timeout\";",
            "return given.startsWith(\"/etc\") ? java.nio.file.Path.of(\"files\", given) : \"..\";",
            "return given.equals(\"/../x\") ? \"/solutions\" : \"/home\";",
            "return java.nio.file.Files.list(java.nio.file.Path.of(\"/proc/self/fd\"));",
            "return java.nio.file.Path.of(\"/proc/net/tcp\");",
            "return new java.io.File(\"a..b\");",
            "long[] n = {1}; n[0]++; String p = \"a\"; double d = n[0]; return p + d + java.nio.file.Path.of(p);",
            "return sun.misc.Signal.class;",
            "return Thread.currentThread().getContextClassLoader();"})
    void whatIsNoShortcutIsLeftAlone(String statement) {
        assertEquals(List.of(), statement(statement));
    }

    @Test
    void aLongStringIsReadAndShownInPart() {
        List<Shortcut> found = statement("return java.nio.file.Path.of(\"/" + "a/".repeat(20_000) + "A\");");
        assertEquals(1, found.size());
        assertTrue(found.getFirst().says().length() < 400, found::toString);
    }

    @Test
    void whatAClassIsDerivedFromAndMadeOfCountsToo() {
        List<Shortcut> found = inspected("""

                abstract class Part extends ClassLoader implements com.sun.net.httpserver.HttpHandler {
                    java.lang.foreign.Arena arena;

                    native void own();

                    abstract Process start(ProcessBuilder builder);
                }
                """, Map.of());
        assertEquals(List.of("http-server labs/Part.java:2", "native labs/Part.java:2", "process labs/Part.java:2"),
                found.stream().map(each -> each.kind() + " " + each.place()).toList());
    }

    @Test
    void aKindThatALabAllowsInAFileIsNoShortcutThere() {
        String source = "class Part { Object o = new ProcessBuilder(\"/etc\", \"jdk.httpserver\"); }";
        assertEquals(List.of("http-server", "process"),
                inspected(source, Map.of("Other.java", Set.of("process"))).stream().map(Shortcut::kind).toList());
        assertEquals(List.of("http-server"),
                inspected(source, Map.of("Part.java", Set.of("process"))).stream().map(Shortcut::kind).toList());
    }

    /** Reference and starters of all labs, each compiled in one go. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noPartOfTheCourseHasOne(boolean starters) throws IOException {
        Path classes = compiled(starters);
        Submission submission =
                new Submission(LAST, Parts.upTo(LAST.course(), LAST.number(), starters), Map.of(), Map.of(), Set.of(),
                        Optional.empty());
        assertEquals(List.of(), Inspection.of(submission, classes));
    }

    /** Nothing is allowed that the reference does not need. */
    @Test
    void labsAllowWhatTheyNeed() throws IOException {
        Set<String> allowed = new TreeSet<>();
        LAST.course()
                .all()
                .forEach(lab -> lab.data()
                        .allows()
                        .forEach((file, kinds) -> kinds.forEach(kind -> allowed.add(file + " " + kind))));
        Set<String> needed = new TreeSet<>();
        Inspection.of(compiled(false), Map.of(), Function.identity())
                .forEach(each -> needed.add(each.place().replaceFirst(":.*", " ") + each.kind()));
        assertEquals(needed, allowed);
    }

    private Path compiled(boolean starters) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("course"));
        assertEquals(Optional.empty(),
                Compiler.compile(Parts.upTo(LAST.course(), LAST.number(), starters), classes, LAST));
        return classes;
    }
}
