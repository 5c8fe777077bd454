package grader.core.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.source.Compiler;
import grader.core.source.Libraries;
import grader.core.source.MethodBodies;
import grader.core.starter.Starter;
import grader.proofs.testing.BothBuilds;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler in process: the same classes as JBang's, clean under -Xlint:all, and for tools in a package. */
class CompilerTest {

    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(?:(?:public|final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) (\\w+)");

    @TempDir
    Path folder;

    /** The last lab is built from all; `verify --all` takes each of them. */
    static Stream<Lab> labs() {
        List<Lab> all = Course.here().all();
        return (Boolean.getBoolean("verify.all") ? all : List.of(all.getLast())).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labs")
    void buildsWhatJBangBuilds(Lab lab) throws Exception {
        BothBuilds.areEqual(lab, folder);
    }

    /** The last lab's sources are those of all. */
    @Test
    void labsAreCleanUnderAllLints() throws IOException {
        Lab last = Course.here().all().getLast();
        for (Map<String, String> sources : List.of(BothBuilds.sources(last), withHoles(BothBuilds.sources(last)))) {
            assertEquals("", warnings(sources, Libraries.of(last)));
        }
    }

    /** By javac's own command: only there an option takes away the warning that sun.misc.Signal always brings. */
    private String warnings(Map<String, String> sources, List<Path> classPath) throws IOException {
        Path source = Files.createTempDirectory(folder, "source");
        List<String> command = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-XDignore.symbol.file", "-proc:none",
                "-d", Files.createDirectory(source.resolve("classes")).toString(), "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = source.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            command.add(Files.writeString(file, each.getValue()).toString());
        }
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        ToolProvider.findFirst("javac").orElseThrow().run(out, out, command.toArray(String[]::new));
        return said.toString();
    }

    /** A tool in the same package sees the package-private parts, and lines stay where they are. */
    @Test
    void partsCanBePutIntoAPackage() throws Exception {
        Map<String, String> sources =
                new LinkedHashMap<>(Compiler.inPackage("tool", Starter.reference(Course.here().lab("lab01"))));
        assertTrue(sources.keySet().stream().noneMatch("lab01.java"::equals));
        sources.put("Tool.java", """
                package tool;
                public class Tool {
                    public static String mirror(String head) {
                        byte[] bytes = head.getBytes();
                        return HeadReader.hasEmptyLine(bytes, bytes.length) ? RequestLine.parse(bytes, bytes.length).echo() : "incomplete";
                    }
                }
                """);
        assertEquals(Optional.empty(), Compiler.compile(sources, folder, List.of("java.base")));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            var mirror = loader.loadClass("tool.Tool").getMethod("mirror", String.class);
            String head = "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n";
            assertEquals("GET /x\n", mirror.invoke(null, head));
            for (int end = 0; end < head.length(); end++) {
                assertEquals("incomplete", mirror.invoke(null, head.substring(0, end)));
            }
        }
        sources.put("RequestLine.java", sources.get("RequestLine.java").replace("String line =", "Strin line ="));
        String text = sources.get("RequestLine.java");
        long line = text.substring(0, text.indexOf("Strin line")).lines().count();
        assertEquals(line, Compiler.compile(sources, folder, List.of("java.base")).orElseThrow().line());
    }

    /** It waits, instead of a source that keeps today's javac busy. */
    @Test
    void aCompilationHasALimit() {
        CountDownLatch never = new CountDownLatch(1);
        Compiler.Failure failure = Compiler.within(Duration.ofMillis(50), () -> {
            never.await();
            return Optional.empty();
        }).orElseThrow();
        assertTrue(failure.message().startsWith("the compiler was not done after 0 s"), failure.toString());
    }

    @Test
    void aCompilationThatGetsLittleOfAProcessorIsNotLate() {
        AtomicLong used = new AtomicLong();
        FutureTask<Optional<Compiler.Failure>> task = new FutureTask<>(Optional::empty);
        assertEquals(Optional.empty(), Compiler.within(Duration.ofMillis(2), task, () -> {
            if (used.incrementAndGet() == 20) {
                task.run();
            }
            return used.get();
        }));
    }

    @Test
    void aSourceThatIsTooDeepForTheCompilerIsAFailure(@TempDir Path folder) {
        Map<String, String> sources = Map.of("Deep.java", "class Deep { int i = " + "(".repeat(100_000) + "1"
                + ")".repeat(100_000) + "; }");
        String message = Compiler.compile(sources, folder, List.of("java.base")).orElseThrow().message();
        assertTrue(message.startsWith("it is nested too deeply for the compiler"), message);
    }

    /** `//SOURCES` is transitive: two labs with a type of the same name could not be built. */
    @Test
    void noTypeNameIsUsedInTwoLabs() {
        Map<String, String> labOf = new TreeMap<>();
        for (Lab lab : Course.here().all()) {
            Starter.reference(lab).forEach((file, text) -> {
                Set<String> types = TYPE.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (PlatformFiles.isJava(file)) {
                    types.add(file.replace(".java", ""));
                }
                types.forEach(
                        type -> assertNull(labOf.put(type, lab.name()), () -> type + " is in two labs; one is " + lab));
            });
        }
        assertEquals("lab01", labOf.get("Listener"));
    }

    private static Map<String, String> withHoles(Map<String, String> sources) {
        Map<String, String> starters = new LinkedHashMap<>(sources);
        starters.replaceAll(
                (name, text) -> MethodBodies.replace(name, text,
                        method -> Optional.of(MethodBodies.hole(text, method))));
        return starters;
    }
}
