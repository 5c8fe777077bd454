package grader.teaching.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.Starter;
import grader.proofs.mutants.Mutant;
import grader.proofs.mutants.tests.LabsTest;
import grader.proofs.testing.ToolProcess;
import grader.results.recorded.ShardFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Slurm array, started with the script as it is shipped, comes to the same gradebook as one batch on one machine. */
@Tag("nightly")
class SlurmTest {

    private static final Course COURSE = Course.here();
    private static final Lab LAB = COURSE.lab("lab01");
    private static final int SUBMISSIONS = LabsTest.THOROUGH ? 200 : 8;
    private static final int TASKS = 4;
    private static final int MOST_MINUTES = 90;

    @TempDir
    Path folder;

    @AutoClose
    private LinkedCheckout linked;
    private Path checkout;

    @BeforeEach
    void write() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        linked = LinkedCheckout.in(folder.resolve("course"));
        checkout = linked.root();
        List<Mutant> mutants = Mutant.of(LAB);
        for (int i = 0; i < SUBMISSIONS; i++) {
            write(folder.resolve("submissions").resolve(String.format(Locale.ROOT, "learner-%03d", i)), i % 8,
                    mutants.get(i % mutants.size()));
        }
    }

    /**
     * Of eight submissions, one is the starter, one the solution; two are mutants, two no archives, two do not compile.
     */
    private static void write(Path root, int kind, Mutant mutant) throws IOException {
        Map<String, String> sources = new HashMap<>(kind == 0 ? Starter.of(LAB) : Starter.reference(LAB));
        switch (kind) {
            case 2, 6 -> {
                Files.createDirectories(root.getParent());
                Files.writeString(root.resolveSibling(root.getFileName() + ".zip"), "PK");
                return;
            }
            case 3, 5 ->
                sources.computeIfPresent(mutant.change().file(), (name, text) -> mutant.change().in(name, text));
            case 4, 7 -> sources.put("Broken.java", "class Broken {");
            default -> {}
        }
        Path lab = Files.createDirectories(root.resolve("labs").resolve(LAB.folder()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Files.writeString(lab.resolve(source.getKey()), source.getValue());
        }
    }

    @Test
    void anArrayComesToTheSameGradebookAsOneMachine() throws Exception {
        assumeTrue(SlurmNode.isRoot(), "the daemons of this test need root");
        assumeTrue(SlurmNode.isInstalled() || System.getenv("CI") != null,
                "Slurm is not installed: apt-get install slurm-wlm munge, or run .ci/run, which does");
        try (SlurmNode node = new SlurmNode(Files.createDirectory(folder.resolve("slurm")))) {
            node.run(checkout, "--array=0-" + (TASKS - 1), "--cpus-per-task=1", "grader/teaching/cluster/slurm.sh",
                    "lab01",
                    "../submissions");
        }
        TreeSet<Integer> shards = new TreeSet<>();
        for (int i = 1; i <= TASKS; i++) {
            ShardFile shard = ShardFile.read(folder.resolve("results/lab01/shard-" + i + "-of-" + TASKS + ".json"));
            shards.add(shard.submissions().size());
        }
        assertEquals(new TreeSet<>(List.of(SUBMISSIONS / TASKS)), shards, "each took its share");
        grade("merge", "../results", "--out", "merged");
        grade("gradebook", "merged", "--out", "book", "--no-sqlite");
        grade("batch", "../submissions", "--lab", "lab01", "--jobs", "2", "--out", "one");
        grade("gradebook", "one", "--out", "book-one", "--no-sqlite");
        List<String> book = Files.readAllLines(checkout.resolve("book/gradebook.csv"));
        List<String> one = Files.readAllLines(checkout.resolve("book-one/gradebook.csv"));
        assertEquals(SUBMISSIONS + 1, book.size());
        assertEquals(without(one, book), without(book, one), "lines of one gradebook that the other does not have");
        assertTrue(book.get(1).startsWith("\"learner-000\",0,0,"), book.get(1));
        assertTrue(book.get(2).startsWith("\"learner-001\",100,100,"), book.get(2));
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    private void grade(String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process =
                new ProcessBuilder(ToolProcess.command("grader.grade", arguments)).directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), "it does not end");
            assertEquals(0, process.exitValue(), Files.readString(said));
        } finally {
            process.destroy();
        }
    }
}
