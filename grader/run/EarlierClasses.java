package grader.run;

import grader.lab.Compiler;
import grader.lab.Folders;
import grader.lab.Lab;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The classes of the labs before one, compiled once for all mutants: they are most of a submission, and the same in
 * each.
 *
 * <p>Learners' submissions are compiled whole: there a type of an earlier lab that is written again has to be an error.
 */
final class EarlierClasses {

    private record Parts(Lab lab, Map<String, String> sources) {}

    private static final ConcurrentMap<Parts, Path> COMPILED = new ConcurrentHashMap<>();

    private EarlierClasses() {}

    /** The folder that they are in; it is there until the program ends. */
    static Path of(Submission submission) {
        Map<String, String> sources = new HashMap<>(submission.sources());
        sources.keySet().retainAll(submission.earlier().keySet());
        return COMPILED.computeIfAbsent(new Parts(submission.lab(), sources), EarlierClasses::compile);
    }

    private static Path compile(Parts parts) {
        Path classes = folder();
        new AtExit(() -> Folders.delete(classes));      // stays in force: nobody closes it
        if (parts.sources().isEmpty()) {                // the first lab: javac wants something to compile
            return classes;
        }
        Compiler.compile(parts.sources(), classes, parts.lab()).ifPresent(failure -> {
            throw new Problem(failure.toString(), "mend it: every mutant of " + parts.lab() + " is built on it");
        });
        return classes;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("inside-the-server-earlier-");
        } catch (IOException error) {
            throw Problem.of(error, "making a temporary folder in " + System.getProperty("java.io.tmpdir"));
        }
    }
}
