package grader.grading.submission;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.ClassShape;
import grader.core.source.Compiler;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The classes of a submission that many others differ from in a file or two, as mutants do from the reference: compiled
 * once. Of the others only what differs is compiled, unless other files may have been compiled against it.
 *
 * @param folder with the classes
 * @param jars the same
 */
public record BaseClasses(Submission base, Path folder, LabClasses jars) {

    private record Sources(Lab lab, Map<String, String> texts) {}

    private static final ConcurrentMap<Sources, BaseClasses> COMPILED = new ConcurrentHashMap<>();

    /** The classes of `base`; they are there until the program ends. */
    public static BaseClasses of(Submission base) {
        return COMPILED.computeIfAbsent(new Sources(base.lab(), base.sources()), _ -> compile(base));
    }

    /** Those with others in their place: those in the folder `changed`, and their jar, or the folder itself. */
    public LabClasses with(Path changed, Path before) {
        return jars.with(changed, before, base);
    }

    private static BaseClasses compile(Submission base) {
        try {
            Path temporary = Files.createTempDirectory("inside-the-server-base-");
            // Never closed: it is in force until the program ends.
            new ShutdownHook(() -> Folders.delete(temporary));
            Path folder = Files.createDirectory(temporary.resolve("classes"));
            Compiler.compile(base.sources(), folder, base.lab()).ifPresent(failure -> {
                throw new UserError(failure.toString(), "correct it: all that differs from it is compiled against it");
            });
            return new BaseClasses(base, folder, LabClasses.of(base, folder, temporary));
        } catch (IOException error) {
            throw UserError.of(error, "compiling into " + System.getProperty("java.io.tmpdir"));
        }
    }

    /**
     * Compiles what of `changed` differs from `base` into the empty folder `classes`, which is to come before the jar
     * in a class path.
     *
     * @return the first error, if there is one
     */
    public static Optional<Compiler.Failure> compile(Submission base, Submission changed, Path classes)
            throws IOException {
        BaseClasses compiled = of(base);
        Map<String, String> differing = new LinkedHashMap<>(changed.sources());
        differing.entrySet().removeAll(base.sources().entrySet());
        if (differing.isEmpty()) {
            return Optional.empty();
        }
        Optional<Compiler.Failure> failure =
                Compiler.compile(differing, classes, changed.lab(), List.of(compiled.folder()));
        if (failure.isEmpty() && ClassShape.areSame(classes, compiled.folder())) {
            return failure;
        }
        Folders.delete(classes);
        Files.createDirectory(classes);
        return Compiler.compile(changed.sources(), classes, changed.lab());
    }
}
