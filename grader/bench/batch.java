//JAVA 25+
//SOURCES util/*.java
//SOURCES ../grade.java
//SOURCES ../proofs/mutants/*.java
//SOURCES ../core/starter/*.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench;

import grader.bench.util.Median;
import grader.core.console.CommandLines;
import grader.core.console.ProgressLine;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import grader.grading.batch.Batch;
import grader.grading.batch.Shard;
import grader.machine.os.ResidentMemory;
import grader.machine.os.Sandbox;
import grader.proofs.mutants.Mutant;
import grader.results.recorded.RecordedResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `jbang grader/bench/batch.java`: how many submissions of lab03 a batch grades per minute. */
@Command(name = "batch", mixinStandardHelpOptions = true,
        description = "Grades the starter, the solution and the mutants of lab03 as a batch, again and again.")
class batch implements Callable<Integer> {

    @Option(names = "--submissions", defaultValue = "200", description = "how many (default: ${DEFAULT-VALUE})")
    private int submissions;

    @Option(names = "--jobs", defaultValue = "2", description = "at the same time (default: ${DEFAULT-VALUE})")
    private int jobs;

    @Option(names = "--again", defaultValue = "20",
            description = "so many of them are graded again, one by one, and have to get the same score "
                    + "(default: ${DEFAULT-VALUE})")
    private int again;

    @Spec
    private CommandSpec spec;

    private final Lab lab = Course.around(Path.of("")).lab("lab03");

    public static void main(String[] args) {
        System.exit(CommandLines.of(new batch()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("inside-the-server-bench-");
        try {
            List<Mutant> mutants = Mutant.of(lab);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < submissions; i++) {
                Path root = folder.resolve(String.format(Locale.ROOT, "%04d", i));
                write(root, i % 10, mutants.get(i % mutants.size()));
                written.add(root.toString());
            }
            Queue<Double> memory = new ConcurrentLinkedQueue<>();
            long start = System.nanoTime();
            boolean whole;
            try (ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor()) {
                looks.scheduleWithFixedDelay(() -> memory.add(mebibytes()), 1, 1, TimeUnit.SECONDS);
                whole = grade(written, folder.resolve("out"), jobs);
            }
            double minutes = (System.nanoTime() - start) / 60e9;
            out.printf(Locale.ROOT, "%.1f submissions per minute%n", submissions / minutes);
            List<Double> all = List.copyOf(memory);
            out.printf(Locale.ROOT,
                    "memory of all processes: %.0f MiB in the second quarter of the time, %.0f MiB in the last%n",
                    Median.of(all.subList(all.size() / 4, all.size() / 2)),
                    Median.of(all.subList(all.size() * 3 / 4, all.size())));
            List<String> some = written.subList(0, Math.min(again, submissions));
            whole &= grade(some, folder.resolve("alone"), 1);
            Map<String, Integer> alone = scores(folder.resolve("alone"));
            Map<String, Integer> before = scores(folder.resolve("out"));
            before.keySet().retainAll(alone.keySet());
            boolean same = alone.size() == some.size() && alone.equals(before);
            out.println("scores one by one: " + (same ? "the same" : alone + ", before " + before));
            return whole && same ? 0 : 2;
        } finally {
            Folders.delete(folder);
        }
    }

    private boolean grade(List<String> which, Path to, int atATime) {
        return new Batch(new Batch.Options(lab, false, Optional.empty(), to, atATime, false,
                Sandbox.Use.WHERE_IT_WORKS, Shard.ALL, "{name}", false))
                .run(which, spec.commandLine().getOut(), ProgressLine.silent());
    }

    private static double mebibytes() {
        return ResidentMemory.of(ProcessHandle.current()).orElse(0) / 1024.0 / 1024;
    }

    /** By submission. */
    private static Map<String, Integer> scores(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.flatMap(file -> RecordedResult.peek(file).stream())
                    .collect(Collectors.toMap(result -> result.submission().name(), RecordedResult::earned));
        }
    }

    /**
     * Of ten submissions, one is the starter, two are solutions, seven mutants; the earlier labs are the reference's.
     */
    private void write(Path root, int kind, Mutant mutant) throws IOException {
        for (Lab each : lab.course().all()) {
            if (each.number() <= lab.number()) {
                Map<String, String> files = new HashMap<>(
                        each.equals(lab) && kind == 0 ? Starter.of(each) : Starter.reference(each));
                if (kind > 2) {
                    files.computeIfPresent(mutant.change().file(), (name, text) -> mutant.change().in(name, text));
                }
                Path to = Files.createDirectories(root.resolve("labs").resolve(each.folder()));
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.writeString(to.resolve(file.getKey()), file.getValue());
                }
            }
        }
    }
}
