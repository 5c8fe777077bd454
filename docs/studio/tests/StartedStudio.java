package docs.studio.tests;

import docs.studio.run.StudioStart;
import grader.core.course.Course;
import grader.proofs.testing.ToolProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** `./jbang course` as a process of its own, without a browser, in a checkout of a test's own. */
final class StartedStudio implements AutoCloseable {

    final Process process;
    final List<String> said = new ArrayList<>();
    private final BufferedReader lines;

    /** The program. */
    static final class Main {
        public static void main(String[] arguments) {
            new StudioStart(Course.around(Path.of("")), System.out::println).run(Optional.of(0), Set.of(),
                    Optional.empty(), false, Optional.empty());
        }
    }

    /** @param options of the JVM */
    StartedStudio(Path root, String... options) throws IOException {
        this(root, List.of(), options);
    }

    /** On the first processor, with all that it starts, where the system can do that. */
    static StartedStudio onOneProcessor(Path root) throws IOException {
        Path taskset = Path.of("/usr/bin/taskset");
        return new StartedStudio(root,
                Files.isExecutable(taskset) ? List.of(taskset.toString(), "-c", "0") : List.of(),
                "-XX:ActiveProcessorCount=1", "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1");
    }

    private StartedStudio(Path root, List<String> before, String... options) throws IOException {
        List<String> command = new ArrayList<>(ToolProcess.command(Main.class.getName()));
        command.addAll(1, List.of(options));
        command.addAll(0, before);
        process = new ProcessBuilder(command).directory(root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        lines = process.inputReader();
    }

    /** Its link, after all that it says in the beginning. */
    String link() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith("Ctrl+C")) {
                return said.get(said.size() - 2).replaceFirst(".*(http://.*)", "$1");
            }
        }
        throw new AssertionError(said.toString());
    }

    /** A page of it, in a browser that has opened its link. */
    Caller page() throws IOException {
        String link = link();
        return Caller.ofPage(Integer.parseInt(link.replaceFirst(".*:(\\d+)/.*", "$1")), link);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
