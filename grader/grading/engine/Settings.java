package grader.grading.engine;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.grading.server.Program;
import grader.grading.submission.LabNotFound;
import grader.grading.submission.SubmissionRejected;
import grader.machine.os.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * What is to be graded, and how.
 *
 * @param directory a checkout or one lab's folder; empty: this checkout
 * @param only a task or a check; empty: all
 * @param seed decides every random value
 * @param reference take the reference's parts of earlier labs
 * @param solution grade the reference
 * @param foreign a command or a URL instead of sources
 * @param zeroOnShortcut whether a shortcut that the inspection finds makes the score 0
 * @param cases the case files instead of the checks that bring points; then `only` names one of them
 */
public record Settings(
        Lab lab,
        Optional<Path> directory,
        Optional<String> only,
        String seed,
        boolean reference,
        boolean solution,
        Optional<Program> foreign,
        boolean zeroOnShortcut,
        boolean cases) {

    /** Settings for the checks that bring points. */
    public Settings(Lab lab, Optional<Path> directory, Optional<String> only, String seed, boolean reference,
            boolean solution, Optional<Program> foreign, boolean zeroOnShortcut) {
        this(lab, directory, only, seed, reference, solution, foreign, zeroOnShortcut, false);
    }

    /** Settings that only report shortcuts. */
    public Settings(Lab lab, Optional<Path> directory, Optional<String> only, String seed, boolean reference,
            boolean solution, Optional<Program> foreign) {
        this(lab, directory, only, seed, reference, solution, foreign, false);
    }

    /** A seed that no run before has had. */
    public static String newSeed() {
        return "%04x".formatted(ThreadLocalRandom.current().nextInt(1 << 16));
    }

    public boolean isForeign() {
        return foreign.isPresent();
    }

    Program program() {
        return foreign.orElseThrow();
    }

    /** How the report calls what is graded. */
    String mode() {
        return foreign.map(Program::mode).orElse(solution ? "the solution" : "your sources");
    }

    /** What was graded, as on the command line: to grade it again. */
    public String call() {
        String what =
                foreign.map(Program::mode).orElse(solution ? "--solution" : directory.map(PathText::quoted).orElse(""));
        return (lab.name() + " " + what).strip() + (reference ? " --parts reference" : "")
                + (cases ? " --cases" : "");
    }

    /** Which layer of isolation is in force. */
    String isolation() {
        return foreign.orElse(null) instanceof Program.Url ? "a server that runs elsewhere" : Isolation.described();
    }

    /** The same with other random values. */
    public Settings withSeed(String other) {
        return new Settings(lab, directory, only, other, reference, solution, foreign, zeroOnShortcut, cases);
    }

    /** The same for the case files. */
    public Settings withCases() {
        return new Settings(lab, directory, only, seed, reference, solution, foreign, zeroOnShortcut, true);
    }

    /** Whether some checks run without those that they build on. */
    boolean isPartial() {
        return cases || only.isPresent();
    }

    /** The same for a task or a check alone, or for all. */
    public Settings withOnly(Optional<String> other) {
        return new Settings(lab, directory, other, seed, reference, solution, foreign, zeroOnShortcut, cases);
    }

    /**
     * The folders that sources are read from, as far as they are there: the lab's, and those of the labs it builds on.
     */
    public List<Path> folders(List<Lab> labs) {
        return labs.stream().filter(each -> each.number() <= lab.number()).flatMap(each -> {
            try {
                return Stream.of(source(each));
            } catch (UserError | SubmissionRejected notThere) {
                return Stream.empty();
            }
        }).distinct().toList();
    }

    /** Whether the learner's place in this checkout is kept by this grading. */
    public boolean ownCheckout() {
        return !solution && !isForeign() && directory.isEmpty();
    }

    /**
     * Where the submission has a lab's folder.
     *
     * @throws UserError if it is not there
     */
    Path folder(Lab each) {
        Path base = directory.orElse(lab.course().root());
        if (Files.isRegularFile(base.resolve(each.script()))) {
            return base;
        }
        for (Path folder : new Path[] {base.resolve("labs").resolve(each.folder()), base.resolve(each.folder()),
                base.resolveSibling(each.folder())}) {
            if (Files.isDirectory(folder)) {
                return inside(base, folder);
            }
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new SubmissionRejected("stage", PathText.shown(folder) + " is a file or a link, not a folder",
                        "put the folder of " + each.name() + " there");
            }
        }
        throw new LabNotFound(PathText.shown(base) + " holds neither labs/" + each.folder() + " nor " + each.script(),
                "give a checkout of the course, or the folder of " + each.name()
                        + (each.equals(lab) ? "" : "; --parts reference takes the reference's"));
    }

    /** Where the sources of a lab are taken from. */
    Path source(Lab each) {
        return each.equals(lab) || !reference ? folder(each) : each.reference();
    }

    /** A folder that leads out of the submission by a link may be the reference's, or another submission's. */
    private static Path inside(Path base, Path folder) {
        try {
            if (folder.toRealPath().startsWith(base.toRealPath()) || folder.getParent().equals(base.getParent())) {
                return folder;
            }
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(folder));
        }
        throw new SubmissionRejected("stage", PathText.shown(folder) + " is a link that leads out of the submission",
                "put the folder itself there");
    }

    /** Whether the learner has taken the reference's part of a lab: `course skip` leaves its manifest there. */
    boolean hasSkipped(Lab each) {
        return Files.isRegularFile(folder(each).resolve(".reference"));
    }
}
