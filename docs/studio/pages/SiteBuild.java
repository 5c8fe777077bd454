package docs.studio.pages;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The built site that the studio serves, in `build/site`. `./jbang site` builds it: that takes a Ruby runtime and half
 * a minute, so it is done in a process of its own, and only when something has changed.
 */
public final class SiteBuild implements AutoCloseable {

    private static final String STAMP = ".studio";
    private static final int PATIENCE_SECONDS = 600;

    private final Course course;
    private final Path folder;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile Process process;

    public SiteBuild(Course course) {
        this.course = course;
        this.folder = course.root().resolve("build/site");
    }

    /** Where the pages stand. */
    public Path folder() {
        return folder;
    }

    /** Whether there are pages, old ones perhaps. */
    public boolean isThere() {
        return Files.isRegularFile(folder.resolve("index.html"));
    }

    /**
     * Returns when there are pages, or when the first build has failed: browsers and proxies ask as soon as they can.
     */
    public void awaitFirst() {
        try {
            if (!isThere()) {
                first.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the pages are made from what is there now. */
    public boolean isUpToDate() {
        try {
            FileTime built = Files.getLastModifiedTime(folder.resolve(STAMP));
            return isThere() && inputs().noneMatch(file -> isNewer(file, built));
        } catch (IOException never) {
            return false;
        }
    }

    private static boolean isNewer(Path file, FileTime than) {
        try {
            return Files.getLastModifiedTime(file).compareTo(than) > 0;
        } catch (IOException gone) {
            return true;
        }
    }

    private Stream<Path> inputs() {
        return Stream.of("docs/pages", "docs/site", "docs/studio/stops.yaml", "solutions", "grader/core/course")
                .map(course.root()::resolve)
                .flatMap(path -> Files.isDirectory(path) ? Folders.filesBelow(path).stream() : Stream.of(path));
    }

    /**
     * Builds, and waits.
     *
     * @throws UserError if that fails; older pages stay
     */
    public void build() {
        try {
            Path output = Files.createTempFile("site", ".txt");
            FileTime start = FileTime.fromMillis(System.currentTimeMillis());
            try {
                process = new ProcessBuilder(course.root().resolve("jbang").toString(), "site", "--out",
                        folder.toString())
                        .directory(course.root().toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    close();
                    List<String> said = Files.readAllLines(output);
                    throw new UserError("the pages could not be built"
                            + (said.isEmpty() ? "" : ": " + said.getLast().strip()),
                            "./jbang site says more");
                }
                Path stamp = folder.resolve(STAMP);
                Files.writeString(stamp, "built for the studio\n");
                Files.setLastModifiedTime(stamp, start);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException error) {
            throw UserError.of(error, "building " + PathText.shown(folder));
        } catch (InterruptedException stop) {
            close();
            Thread.currentThread().interrupt();
        } finally {
            first.countDown();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
