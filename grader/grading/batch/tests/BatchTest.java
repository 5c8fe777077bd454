package grader.grading.batch.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import grader.proofs.mutants.tests.LabsTest;
import grader.proofs.testing.ToolProcess;
import grader.proofs.testing.Wrapper;
import grader.results.recorded.RecordedResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * `grade batch` as a process, over a few submissions of lab 01: honest ones and broken ones. HostileTest has hostile
 * ones.
 */
@Tag("nightly")
class BatchTest {

    private static final Lab LAB = Course.here().lab("lab01");
    private static final int JOBS = 2;
    private static final int MOST_MINUTES = 10;
    private static final int KILLS = LabsTest.THOROUGH ? 10 : 3;
    private static final int LONGEST_MILLIS = 8_000;

    @TempDir
    Path folder;

    private Path subs;

    @BeforeEach
    void writeSubmissions() throws IOException {
        subs = Files.createDirectory(folder.resolve("subs"));
        write("whole", Starter.reference(LAB));
        write("begun", Starter.of(LAB));
        Files.writeString(subs.resolve("cut.zip"), "PK");
        write("other-java", with("lab01.java", "//JAVA 25+", "//JAVA 25+\n//DEPS org.x:y:1"));
        write("two/old", Starter.reference(LAB));
        write("two/new", Starter.reference(LAB));
        Files.createDirectory(subs.resolve("none"));
    }

    private static Map<String, String> with(String file, String text, String fresh) {
        Map<String, String> sources = new HashMap<>(Starter.reference(LAB));
        sources.computeIfPresent(file, (name, source) -> source.replace(text, fresh));
        return sources;
    }

    private void write(String name, Map<String, String> sources) throws IOException {
        Path lab = Files.createDirectories(subs.resolve(name).resolve("labs").resolve(LAB.folder()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(lab.resolve(source.getKey()), source.getValue());
        }
    }

    private Process batch(String out, int jobs) throws IOException {
        return builder(out, jobs).start();
    }

    private ProcessBuilder builder(String out, int jobs, String... options) {
        List<String> command = ToolProcess.command("grader.grade", "batch", subs.toString(), "--lab", "lab01",
                "--jobs", String.valueOf(jobs), "--out", folder.resolve(out).toString());
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .directory(Course.here().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
    }

    private String run(String out, int jobs) throws IOException, InterruptedException {
        return run(builder(out, jobs), 0);
    }

    private String run(ProcessBuilder builder, int exitCode) throws IOException, InterruptedException {
        Process batch = builder.start();
        try {
            assertTrue(batch.waitFor(MOST_MINUTES, TimeUnit.MINUTES), "it does not end");
            assertEquals(exitCode, batch.exitValue(), this::said);
            return said();
        } finally {
            batch.destroy();
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** What each result says, without times. */
    private Map<String, String> results(String out) {
        Map<String, String> all = new TreeMap<>();
        Folders.filesBelow(folder.resolve(out)).stream().filter(BatchTest::isResult).forEach(file -> {
            RecordedResult result = RecordedResult.read(file);
            all.put(result.submission().name(), result.earned() + " " + result.seed() + " "
                    + result.submission().content() + result.problem().map(what -> " " + what).orElse(""));
        });
        return all;
    }

    private static boolean isResult(Path file) {
        return file.getFileName().toString().matches("[a-z-]+\\.json");
    }

    /** Without jlink there is none but that of this machine, and what one submission does to it, all others feel. */
    @Test
    void submissionsAreNotRunInAJavaThatTheyCanChange() throws Exception {
        Path java = Path.of(System.getProperty("java.home"));
        assumeTrue(Files.isWritable(java), java + " is safe from what this user runs");
        String modules = ModuleFinder.ofSystem()
                .findAll()
                .stream()
                .map(module -> module.descriptor())
                .filter(module -> !module.name().equals("jdk.jlink") && module.requires()
                        .stream()
                        .noneMatch(required -> required.name().equals("jdk.jlink")))
                .map(ModuleDescriptor::name)
                .collect(Collectors.joining(","));
        ProcessBuilder builder = builder("out", 1, "--no-sandbox");
        builder.environment()
                .putAll(Map.of("JBANG_CACHE_DIR", folder.resolve("cache").toString(), "JAVA_TOOL_OPTIONS",
                        "--limit-modules=" + modules));
        String said = run(builder, 2);
        assertTrue(said.contains("whole: GRADER ERROR: " + java + "/bin/jlink has made no Java for submissions"),
                said);
        assertTrue(results("out").get("cut").endsWith("Archive is not a ZIP archive"), said);
    }

    @Test
    void aBatchThatIsKilledAndRunAgainEndsAsOneRunThrough() throws Exception {
        run("through", JOBS);
        Map<String, String> through = results("through");
        assertEquals(6, through.size(), through::toString);
        assertTrue(through.get("whole").startsWith("100 "), through::toString);
        assertTrue(through.get("begun").startsWith("0 "), through::toString);
        assertTrue(through.get("cut").endsWith("Archive is not a ZIP archive"), through::toString);
        assertTrue(through.get("other-java").contains("//DEPS is not allowed in lab01"), through::toString);
        assertTrue(through.get("two").contains("two has lab01 more than once"), through::toString);
        assertTrue(through.get("none").endsWith("none has no lab01.java in it"), through::toString);
        for (int i = 0; i < KILLS; i++) {
            Process batch = batch("killed", JOBS);
            boolean ended = batch.waitFor(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            batch.destroyForcibly();
            assertTrue(ended || batch.waitFor(1, TimeUnit.MINUTES), "it does not end");
        }
        run("killed", JOBS);
        assertEquals(through, results("killed"));
        assertTrue(run("killed", JOBS).contains("6 of them graded before"));
        cut(folder.resolve("killed/whole.json"));
        String said = run("killed", JOBS);
        assertTrue(said.contains("5 of them graded before"), said);
        assertEquals(through, results("killed"));
    }

    /** One check makes 2,000 connections, and this server needs 50 ms for each. The batch is not run to its end. */
    @Test
    void whileOneSubmissionOnlyWaitsAnotherIsGraded() throws Exception {
        Folders.delete(subs);
        write("begins", with("Listener.java", "while (!socket.isClosed()) {",
                "while (!socket.isClosed()) { Thread.sleep(50);"));
        Files.createDirectory(subs.resolve("none"));
        Process batch = batch("one", 1);
        try {
            Wrapper.await("a submission is graded", () -> said().contains("[1/2]"));
            assertTrue(said().contains("[1/2] none: "), this::said);
        } finally {
            batch.destroy();
            batch.waitFor();
        }
    }

    private static void cut(Path file) throws IOException {
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
    }
}
