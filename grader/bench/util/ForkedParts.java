package grader.bench.util;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Parts of the labs that the processes of JMH run, too: a system property tells them where the classes are. */
public final class ForkedParts implements AutoCloseable {

    private static final String CLASSES = "grader.bench.util.classes";

    private final Path folder;
    private final Path classes;
    private final UnwrittenTask unwritten;
    private final ShutdownHook atExit;

    /**
     * Compiles the parts of the labs up to number `last`: the reference's, or the learner's if `mine`.
     *
     * @param caller as {@link PackagedParts} wants it
     */
    public ForkedParts(int last, boolean mine, String caller) {
        this.unwritten = new UnwrittenTask(Course.here(), last);
        try {
            this.folder = Files.createTempDirectory("bench-own");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for classes");
        }
        this.atExit = new ShutdownHook(this::delete);
        try {
            this.classes = compile(last, mine, caller);
        } catch (UserError problem) {
            close();
            throw problem;
        }
        System.setProperty(CLASSES, classes.toString());
    }

    private synchronized Path compile(int last, boolean mine, String caller) {
        return PackagedParts.of(Parts.upTo(Course.here(), last, mine), caller, folder).classes().getFirst();
    }

    /** Not while classes are being written. */
    private synchronized void delete() {
        Folders.delete(folder);
    }

    /** The JVM argument by which another process finds the classes. */
    public String argument() {
        return "-D" + CLASSES + "=" + classes;
    }

    /** The result of `part`. @throws UserError naming the task, if `part` runs a task that is not written */
    public <T> T written(Supplier<T> part) {
        return unwritten.names(part);
    }

    /**
     * A new caller, in this process or in another started with {@link #argument}; `parameter` and `value` are those of
     * its constructor.
     */
    public static <C, P> C caller(Class<C> type, Class<P> parameter, P value) {
        return PackagedParts.maker(List.of(Path.of(System.getProperty(CLASSES))), type, parameter).make(value);
    }

    @Override
    public void close() {
        delete();
        atExit.close();
    }
}
