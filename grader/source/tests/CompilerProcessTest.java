package grader.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.source.Compiler;
import grader.source.CompilerProcess;
import grader.testing.HardSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever one source does to the compiler, the next one is compiled. One test at a time: they share the process. */
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
        assertEquals("the compiler was not done after 2 s of processor time; write it in smaller steps",
                compile(HardSources.MANY_PATTERNS, Duration.ofSeconds(2)).orElseThrow().message());
        assertEquals(Set.of(), compilers());
    }

    @Test
    void aCompilationThatTakesAllMemoryIsAFailure() {
        assertEquals("the compiler had not enough memory; write it in smaller steps",
                compile(HardSources.LONG_CONSTANTS, LONG).orElseThrow().message());
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
