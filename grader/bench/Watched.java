package grader.bench;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.starter.Starter;
import grader.machine.os.ShutdownHook;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** `grade LAB --watch` in a clone of the checkout whose labs are solved: each save is followed by a whole grading. */
final class Watched implements AutoCloseable {

    private final Lab lab;
    private final Path clone;
    private final Process process;
    private final BufferedReader lines;
    private final ShutdownHook atExit;

    Watched(Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        this.clone = Files.createTempDirectory("inside-the-server-bench-");
        this.atExit = new ShutdownHook(() -> Folders.delete(clone));
        Process git =
                new ProcessBuilder("git", "clone", "-q", lab.course().root().toString(), clone.toString()).inheritIO()
                        .start();
        if (git.waitFor() != 0) {
            throw new UserError("git clone of " + lab.course().root() + " failed", "run this in a clone with a commit");
        }
        for (Lab each : lab.course().all()) {
            for (var file : Starter.reference(each).entrySet()) {
                Files.writeString(clone.resolve("labs").resolve(each.folder()).resolve(file.getKey()), file.getValue());
            }
        }
        process = new ProcessBuilder(List.of(clone.resolve("jbang").toString(), "grade", lab.name(), "--watch"))
                .directory(clone.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        lines = process.inputReader();
    }

    /** Waits for the next verdict. */
    void verdict() throws IOException {
        String line;
        do {
            line = lines.readLine();
        } while (line != null && !line.startsWith("score "));
        if (line == null || !line.contains("100 of 100")) {
            throw new UserError("grade " + lab.name() + " --watch said '" + line + "'", "run it by hand to see why");
        }
    }

    /** Saves a file of the lab with one comment more. */
    void save() throws IOException {
        Files.writeString(clone.resolve("labs").resolve(lab.folder()).resolve(lab.script()), "\n// saved\n",
                StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        Folders.delete(clone);
        atExit.close();
    }
}
