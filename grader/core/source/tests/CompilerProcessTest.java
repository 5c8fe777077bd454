package grader.core.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.source.Compiler;
import grader.core.source.CompilerProcess;
import grader.proofs.testing.HardSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever one source does to the compiler, the next one is compiled. One test at a time: they share the process. */
@Tag("nightly")
@Execution(ExecutionMode.SAME_THREAD)
class CompilerProcessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** The next one is good, and what compiled it is kept for the one after it. */
    @AfterEach
    void theNextIsCompiled() {
        assertEquals(Optional.empty(), compile("class Good {}", LONG));
        assertTrue(Files.exists(folder.resolve("Good.class")));
        Set<Long> processes = compilers();
        assertEquals(1, processes.size(), processes::toString);
        assertEquals("A.java:1: ';' expected", compile("class A { int a }", LONG).orElseThrow().toString());
        assertEquals(processes, compilers());
    }

    @Test
    void theFirstIsCompiled() {
        assertEquals(Optional.empty(), compile("class First {}", LONG));
    }

    @Test
    void aCompilationThatIsLateIsEnded() {
        String message = compile(HardSources.MANY_PATTERNS, Duration.ofSeconds(2)).orElseThrow().message();
        assertTrue(
                message.matches(
                        "the compiler was not done after (2 s of processor time|10 s); write it in smaller steps"),
                message);
        assertEquals(Set.of(), compilers());
    }

    @Test
    void aCompilationThatTakesAllMemoryIsAFailure() {
        assertEquals("the compiler had not enough memory; write it in smaller steps",
                compile(HardSources.LONG_CONSTANTS, LONG).orElseThrow().message());
    }

    @Test
    void aSourceThatIsTooDeepIsAFailure() {
        assertEquals("it is nested too deeply for the compiler; write it in smaller steps",
                compile("class A { int i = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }", LONG)
                        .orElseThrow()
                        .message());
    }

    /** A line of source for each 64 KiB. */
    @Test
    void classesThatAreTooLargeAreAFailure() {
        String fields = IntStream.range(0, 1_000)
                .mapToObj(i -> "class C%s { static final String S = A.B + \"%s\"; }\n".formatted(i, i))
                .collect(Collectors.joining());
        assertEquals("its classes have more than 16 MiB; write less, or shorter constants",
                compile("class A { static final String B = \"" + "x".repeat(60_000) + "\"; }\n" + fields, LONG)
                        .orElseThrow()
                        .message());
    }

    @Test
    void aMessageIsBounded() {
        String name = "x".repeat(10_000);
        String message = compile("class A { int i = " + name + "; }", LONG).orElseThrow().message();
        assertTrue(message.length() < 3_000, message);
    }

    private Optional<Compiler.Failure> compile(String source, Duration limit) {
        return CompilerProcess.compile(new CompilerProcess.Request(Map.of("A.java", source), folder.toString(),
                List.of("--limit-modules", "java.base"), List.of()), limit);
    }

    private static Set<Long> compilers() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .arguments()
                        .filter(all -> List.of(all).contains(CompilerProcess.class.getName()))
                        .isPresent())
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
