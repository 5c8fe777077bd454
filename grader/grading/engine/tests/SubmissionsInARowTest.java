package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Change;
import grader.core.source.MethodBodies;
import grader.core.starter.Starter;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.testing.HardSources;
import grader.proofs.testing.ToolProcess;
import grader.results.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many submissions, one after another in one process, of which every second does harm: each honest one gets its own
 * score. Three of each; with `--all` thirty, some of which harm the compiler.
 */
@Tag("nightly")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SubmissionsInARowTest {

    private static final boolean ALL = Boolean.getBoolean("verify.all");
    private static final Lab LAB = Course.here().lab("lab01");
    private static final String SLEEPS = "8" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);

    /** What a submission does that wants to harm those after it. */
    private enum Harm {
        HANGS, FORKS, FLOODS, KEEPS_THE_COMPILER_BUSY, FILLS_THE_COMPILER;

        private static final int IN_THE_SERVER = 3;

        Map<String, String> sources() {
            Map<String, String> sources = new HashMap<>(Starter.reference(LAB));
            switch (this) {
                case HANGS -> change(sources, "handler.serve(socket.accept());", "socket.accept(); while (true) {}");
                case FORKS -> change(sources, "socket.bind(", """
                        for (int i = 0; i < 20; i++) {
                            new ProcessBuilder("setsid", "sleep", "%s").inheritIO().start();
                        }
                        socket.bind(""".formatted(SLEEPS));
                case FLOODS -> change(sources, "socket.bind(", """
                        Thread.ofPlatform().daemon().start(() -> {
                            while (true) {
                                System.out.println("x".repeat(1000));
                                System.err.println("::error::y".repeat(100));
                            }
                        });
                        socket.bind(""");
                case KEEPS_THE_COMPILER_BUSY -> sources.put("Cover.java", HardSources.MANY_PATTERNS);
                case FILLS_THE_COMPILER -> sources.put("Text.java", HardSources.LONG_CONSTANTS);
            }
            return sources;
        }

        private static void change(Map<String, String> sources, String text, String with) {
            sources.computeIfPresent("Listener.java", (name, source) -> new Change(name, text, with).in(name, source));
        }
    }

    /** Grades the folders that it is given, one after another, and prints the points of each. */
    static final class Row {

        public static void main(String[] folders) {
            for (String folder : folders) {
                Settings settings = new Settings(LAB, Optional.of(Path.of(folder)), Optional.empty(), "row", false,
                        false, Optional.empty());
                Grading grading = new Grading(settings, ignored -> {});
                Result result = (folder.endsWith("honest") ? grading
                        : grading.limited(Duration.ofSeconds(1), Duration.ofSeconds(4))).grade();
                System.out.println(Path.of(folder).getFileName() + " " + result.earned()
                        + result.problem().map(problem -> " " + problem.what()).orElse(""));
            }
            System.exit(0);
        }
    }

    @Test
    void anHonestOneGetsItsOwnScore(@TempDir Path folder) throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        int harms = ALL ? Harm.values().length : Harm.IN_THE_SERVER;
        for (int i = 0; i < (ALL ? 15 : 3); i++) {
            Harm harm = Harm.values()[i % harms];
            folders.add(write(folder.resolve(String.format(Locale.ROOT, "%02d-%s", 2 * i, harm)), harm.sources()));
            boolean whole = i % 2 == 0;
            folders.add(write(folder.resolve(String.format(Locale.ROOT, "%02d-honest", 2 * i + 1)),
                    whole ? Starter.reference(LAB) : withoutStop()));
            expected.add(String.format(Locale.ROOT, "%02d-honest %d", 2 * i + 1, whole ? 100 : 90));
        }
        assertEquals(expected, grade(folder, folders).stream().filter(line -> line.contains("honest")).toList());
        assertTrue(Await.comesTrue(Duration.ofSeconds(10), () -> sleepers() == 0), () -> sleepers() + " still run");
    }

    private static List<String> grade(Path folder, List<String> folders) throws Exception {
        List<String> command = ToolProcess.command(Row.class.getName(), folders.toArray(String[]::new));
        command.add(1, "-Xmx400m");
        Path out = folder.resolve("out");
        Process row = new ProcessBuilder(command).directory(Course.here().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertEquals(0, row.waitFor(), () -> said(out));
            return said(out).lines().toList();
        } finally {
            row.destroyForcibly();
        }
    }

    private static String said(Path out) {
        try {
            return Files.readString(out);
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }

    /** A task without which the others keep their points; it has 10. */
    private static Map<String, String> withoutStop() {
        Map<String, String> sources = new HashMap<>(Starter.reference(LAB));
        sources.replaceAll((name, text) -> MethodBodies.replace(name, text,
                method -> method.task().equals("stop") ? Optional.of(MethodBodies.hole(text, method))
                        : Optional.empty()));
        return sources;
    }

    private static String write(Path folder, Map<String, String> sources) throws IOException {
        Path lab = Files.createDirectories(folder.resolve("labs").resolve(LAB.folder()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(lab.resolve(source.getKey()), source.getValue());
        }
        return folder.toString();
    }

    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().filter(all -> List.of(all).contains(SLEEPS)).isPresent())
                .count();
    }
}
