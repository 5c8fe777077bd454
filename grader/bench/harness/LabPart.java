package grader.bench.harness;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of the labs, compiled for this process and those of JMH: a system property says where the classes are. */
public final class LabPart implements AutoCloseable {

    private static final String CLASSES = "grader.bench.classes";

    private final Path folder;
    private final Path classes;
    private final ShutdownHook atExit;

    /**
     * Compiles the parts of the labs up to number `last`: the reference's, or the learner's if `mine`.
     *
     * @param caller as {@link PackagedParts} wants it
     */
    LabPart(int last, boolean mine, String caller) {
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
    String argument() {
        return "-D" + CLASSES + "=" + classes;
    }

    /** A new caller, in this process or in one of JMH. @param parameters those of its constructor */
    public static <C> C caller(Class<C> type, List<Class<?>> parameters, Object... values) {
        return PackagedParts.maker(List.of(Path.of(System.getProperty(CLASSES))), type,
                parameters.toArray(Class<?>[]::new)).make(values);
    }

    @Override
    public void close() {
        delete();
        atExit.close();
    }
}
