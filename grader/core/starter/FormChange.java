package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Lab;
import grader.core.course.Manifest;
import grader.core.course.Progress;
import grader.core.course.Task;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A lab's starter in the other form. Files that are the same in both stay; what the learner wrote in the others is kept
 * in labs/.backups/, and the results of the tasks that these forms differ in are forgotten.
 *
 * @param kept the learner's files that were moved to the backup
 * @param gone the files that the new form has not, and in which nothing was written: they were deleted
 * @param written the files that the new form brought
 * @param backup where those kept are, if there are any
 */
public record FormChange(List<Path> kept, List<Path> gone, List<Path> written, Optional<Path> backup) {

    /** @throws UserError if the lab has this form already, has no open one, or is skipped */
    public static FormChange of(Lab lab, StarterForm form, Progress progress) {
        check(lab, form);
        Map<String, String> before = StarterForm.of(lab).files(lab);
        Map<String, String> after = form.files(lab);
        Backup backup = new Backup(lab.course());
        List<Path> kept = new ArrayList<>();
        for (Path file : Folders.filesBelow(lab.own())) {
            String name = file.getFileName().toString();
            if (PlatformFiles.isSource(name) && isInTheWay(file, before.get(name), after.get(name), form)) {
                backup.move(file);
                kept.add(file);
            }
        }
        List<Path> gone = before.keySet()
                .stream()
                .filter(name -> !after.containsKey(name))
                .map(name -> lab.own().resolve(name))
                .filter(Files::exists)
                .toList();
        form.note(lab);
        List<Path> written = new Starters(lab.course()).renew(lab, false, backup).written();
        progress.form(lab, form.word());
        progress.forget(lab, lab.tasks().stream().filter(task -> !task.open().isEmpty()).map(Task::id).toList());
        return new FormChange(List.copyOf(kept), gone, written, backup.folder());
    }

    private static void check(Lab lab, StarterForm form) {
        SkippedLabs.checkOwn(lab);
        if (!StarterForm.isThereOpen(lab)) {
            throw new UserError(lab.name() + " has no open starter", "go on with the starter that is there");
        }
        if (StarterForm.of(lab) == form) {
            throw new UserError(PathText.shown(lab.own()) + " has this starter already",
                    "./jbang course reset " + lab.name() + " puts it back to the start");
        }
    }

    /** Types of the learner's own may belong to what an open starter has become: they do not fit the guided one. */
    private static boolean isInTheWay(Path file, String before, String after, StarterForm form) {
        if (Objects.equals(before, after)) {
            return before == null && form == StarterForm.GUIDED;
        }
        return before == null || !Manifest.fingerprintOf(file).equals(Manifest.fingerprintOf(before));
    }
}
