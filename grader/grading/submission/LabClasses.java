package grader.grading.submission;

import grader.core.files.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jars, or folders, of a lab's classes. None of them has a class that another has, unless it comes before it.
 *
 * @param earlier the classes of earlier labs, if they come before all others: they are the same in many gradings, so
 *        that servers may have them as an archive
 * @param own the others
 * @param typical in their place, what is known to start, and shows which classes servers need; mostly the same
 */
public record LabClasses(Optional<Path> earlier, List<Path> own, List<Path> typical) {

    /**
     * The classes of a submission.
     *
     * @param classes the folder that it was compiled into
     * @param folder for the jars
     */
    public static LabClasses of(Submission submission, Path classes, Path folder) throws IOException {
        List<Path> own = List.of(Archive.of(classes, file -> !submission.isEarlier(file), folder.resolve("own.jar")));
        return submission.earlier().isEmpty() ? of(own)
                : new LabClasses(Optional.of(Archive.of(classes, submission::isEarlier, folder.resolve("earlier.jar"))),
                        own, own);
    }

    /** These with others in their place: those in the folder `changed`, and their jar, or the folder itself. */
    public LabClasses with(Path changed, Path before, Submission submission) {
        List<Path> first = new ArrayList<>(List.of(before));
        if (Folders.filesBelow(changed).stream().anyMatch(submission::isEarlier)) {
            earlier.ifPresent(first::add);
            first.addAll(own);
            return of(first);
        }
        first.addAll(own);
        return new LabClasses(earlier, first, typical);
    }

    /** In this order, of which nothing is the same in other gradings. */
    public static LabClasses of(List<Path> own) {
        return new LabClasses(Optional.empty(), own, own);
    }
}
