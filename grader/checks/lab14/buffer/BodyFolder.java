package grader.checks.lab14.buffer;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.core.files.Folders;
import grader.grading.engine.Rig;
import grader.machine.os.limits.SmallLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** The folder in which a server has its files for content. */
final class BodyFolder {

    private static final int TIMES = 15;
    /** A runtime opens some for its own purposes. */
    private static final int FEW = 8;
    private static final long SHORT = 30_000;
    /** What every server has. */
    private static final long USUAL = 128L << 20;

    private final Rig rig;
    private final Path path;

    BodyFolder(Rig rig) {
        this.rig = rig;
        this.path = rig.folder("content-" + rig.word());
    }

    String path() {
        return path.toString();
    }

    /** Of the files; a server may have folders there. */
    private List<String> names() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).map(file -> path.relativize(file).toString()).toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of("a file that has gone meanwhile");
        }
    }

    /** Soon: a file may have a name for a moment. */
    void expectEmpty(String when) {
        AtomicReference<List<String>> last = new AtomicReference<>();
        if (!Await.comesTrue(Limits.PATIENCE, () -> last.updateAndGet(before -> names()).isEmpty())) {
            List<String> names = last.get();
            throw rig.failure("expected no file in --body-folder, as none may have a name for longer than a moment, "
                    + "but now that " + when + " there " + (names.size() == 1 ? "is "
                            : "are " + names.size()
                                    + ", such as ")
                    + names.getFirst());
        }
        rig.tell("there is no file in --body-folder");
    }

    /** Does the steps so often that what each leaves is seen: in the folder, or as open files. */
    void expectNothingLeft(EdgeInFront edge, Runnable steps) {
        edge.edge().awaitIdle();
        int before = edge.edge().descriptors();
        rig.tell(TIMES + " such requests");
        rig.quietly(() -> {
            for (int i = 0; i < TIMES; i++) {
                steps.run();
            }
        });
        expectEmpty("these requests are over");
        if (!Await.comesTrue(Limits.PATIENCE, () -> edge.edge().descriptors() <= before + FEW)) {
            throw rig.failure("expected the server to close the files of requests that are over, but after " + TIMES
                    + " of them it has " + edge.edge().descriptors() + " descriptors open, and it had " + before
                    + " before");
        }
        rig.tell("the server has no more descriptors open than before");
    }

    /** From now on, nothing can be created in the folder: a file has its place. */
    void block() {
        rig.tell("in place of --body-folder, there is a file now");
        replace(() -> Files.writeString(path, "no folder"));
    }

    void unblock() {
        rig.tell("--body-folder is a folder again");
        replace(() -> Files.createDirectory(path));
    }

    private interface Creation {
        Path create() throws IOException;
    }

    private void replace(Creation creation) {
        try {
            Folders.delete(path);
            creation.create();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Does the steps while a file of the server cannot become long, as if the disk was full. */
    void whileFull(EdgeInFront edge, Runnable steps) {
        if (!edge.edge().limit(SmallLimits.ofFiles(SHORT))) {
            rig.tell("this machine has no prlimit, so no disk can be full");
            return;
        }
        rig.tell("files of the server have at most " + SHORT + " bytes from now on (RLIMIT_FSIZE)");
        try {
            steps.run();
        } finally {
            edge.edge().limit(SmallLimits.ofFiles(USUAL));
        }
    }
}
