package grader.grading.unpacking;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.grading.submission.SubmissionRejected;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds a lab in what was handed in: the folder that has its script, such as `lab03.java`. It may be a checkout, one
 * lab's folder, or either of them within other folders, as archives often have it.
 */
public final class LabSearch {

    private static final int DEPTH = 6;
    /** The reference's folder in a checkout, and what builds leave. */
    private static final Set<String> LEFT_OUT = Set.of("solutions", "build", "node_modules");

    private LabSearch() {}

    /**
     * The folder of the lab; if no folder has its script, one with the lab's name.
     *
     * @throws SubmissionRejected if there is none, or more than one
     */
    public static Path in(Path root, Lab lab, String shown) {
        List<Path> found = all(root, lab, DEPTH);
        if (found.isEmpty()) {
            throw new SubmissionRejected("stage", shown + " has no " + lab.script() + " in it",
                    "hand in a checkout of the course, or the folder " + lab.folder());
        }
        if (found.size() > 1) {
            throw new SubmissionRejected("stage",
                    shown + " has " + lab.name() + " more than once: in " + found.stream()
                            .limit(3)
                            .map(folder -> UnpackedFolder.shown("./" + root.relativize(folder)))
                            .collect(Collectors.joining(", ")),
                    "hand in one of them only");
        }
        return found.getFirst();
    }

    /** Whether the lab's script is anywhere below a folder. */
    public static boolean isSomewhereIn(Path root, Lab lab) {
        return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
                && all(root, lab, DEPTH).stream().anyMatch(folder -> hasScript(folder, lab));
    }

    /** Whether a folder is a submission: it is the lab's, or has that as a checkout does. */
    public static boolean isAtTopOf(Path root, Lab lab) {
        return List.of(root, root.resolve(lab.folder()), root.resolve("labs").resolve(lab.folder()))
                .stream()
                .anyMatch(folder -> hasScript(folder, lab))
                || Files.isDirectory(root.resolve("labs").resolve(lab.folder()), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean hasScript(Path folder, Lab lab) {
        return Files.isRegularFile(folder.resolve(lab.script()), LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> all(Path root, Lab lab, int depth) {
        List<Path> scripts = new ArrayList<>();
        List<Path> names = new ArrayList<>();
        try {
            Files.walkFileTree(root, Set.of(), depth,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                            String name = folder.getFileName().toString();
                            if (!folder.equals(root) && (PlatformFiles.isOne(name) || LEFT_OUT.contains(name))) {
                                return FileVisitResult.SKIP_SUBTREE;
                            }
                            if (hasScript(folder, lab)) {
                                scripts.add(folder);
                            }
                            if (name.equals(lab.folder())) {
                                names.add(folder);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException error) {
            throw UserError.of(error, "reading " + root);
        }
        return scripts.isEmpty() ? names : scripts;
    }
}
