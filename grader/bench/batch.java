//JAVA 25+
//SOURCES ../grade.java
//SOURCES ../mutants/*.java
//SOURCES ../starter/*.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench;

import grader.batch.Batch;
import grader.batch.Shard;
import grader.console.CommandLines;
import grader.console.ProgressLine;
import grader.course.Course;
import grader.course.Lab;
import grader.files.Folders;
import grader.mutants.Mutant;
import grader.os.Sandbox;
import grader.starter.Starter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            for (int i = 0; i < submissions; i++) {
                write(folder.resolve("subs/%04d".formatted(i)), i % 10, mutants.get(i % mutants.size()));
            }
            long start = System.nanoTime();
            boolean whole =
                    new Batch(new Batch.Options(lab, false, Optional.empty(), folder.resolve("out"), jobs, false,
                            Sandbox.Use.WHERE_IT_WORKS, Shard.ALL, "{name}", false))
                            .run(List.of(folder.resolve("subs").toString()), out, ProgressLine.silent());
            double minutes = (System.nanoTime() - start) / 60e9;
            Runtime memory = Runtime.getRuntime();
            System.gc();
            out.printf("%.1f submissions per minute; the batch itself uses %d MiB%n", submissions / minutes,
                    (memory.totalMemory() - memory.freeMemory()) >> 20);
            return whole ? 0 : 2;
        } finally {
            Folders.delete(folder);
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
