package docs.studio.lab;

import grader.core.console.UserError;
import grader.core.course.Backup;
import grader.core.course.Lab;
import grader.core.course.Progress;
import grader.core.course.Task;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import grader.core.source.MethodBodies;
import grader.core.starter.OpenStarter;
import grader.core.starter.SkippedLabs;
import grader.core.starter.Starter;
import grader.core.starter.StarterForm;
import grader.core.starter.Starters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lab, or one task of it, as it was in the beginning. What was there is kept in labs/.backups/, and its results are
 * forgotten.
 *
 * @param changed the files that differed
 * @param backup where they are kept; empty if none differed
 */
public record LabReset(List<Path> changed, Optional<Path> backup) {

    public static LabReset of(Lab lab, Progress progress) {
        Backup backup = begin(lab);
        List<Path> changed = reset(lab, backup);
        progress.forget(lab, lab.tasks().stream().map(Task::id).toList());
        return new LabReset(changed, backup.folder());
    }

    public static LabReset of(Lab lab, Task task, Progress progress) {
        Backup backup = begin(lab);
        List<Path> changed = reset(lab, task, backup);
        progress.forget(lab, List.of(task.id()));
        return new LabReset(changed, backup.folder());
    }

    private static Backup begin(Lab lab) {
        SkippedLabs.checkOwn(lab);
        return new Backup(lab.course());
    }

    /** Files of the learner's own would be compiled with the starter, so they are moved to the backup. */
    private static List<Path> reset(Lab lab, Backup backup) {
        Map<String, String> starter = StarterForm.of(lab).files(lab);
        List<Path> changed = new ArrayList<>();
        for (Path file : LabSources.of(lab)) {
            if (!starter.containsKey(file.getFileName().toString())) {
                backup.move(file);
                changed.add(file);
            }
        }
        changed.addAll(new Starters(lab.course()).renew(lab, true, backup).written());
        return changed;
    }

    private static List<Path> reset(Lab lab, Task task, Backup backup) {
        List<Path> marked =
                LabSources.of(lab).stream().filter(file -> isMarked(LabSources.read(file), task)).toList();
        List<Path> asGiven = StarterForm.of(lab)
                .files(lab)
                .entrySet()
                .stream()
                .filter(file -> isMarked(file.getValue(), task))
                .map(file -> lab.own().resolve(file.getKey()))
                .sorted()
                .toList();
        if (asGiven.isEmpty() && !OpenStarter.filesOf(lab, task).isEmpty()) {
            throw new UserError("no method of " + lab.name() + "'s open starter is marked `// task " + task.id() + "`",
                    "reset the whole lab: ./jbang course reset " + lab.name());
        }
        if (marked.size() < asGiven.size()) {
            Path without = asGiven.stream().filter(file -> !marked.contains(file)).findFirst().orElseThrow();
            throw new UserError(PathText.shown(without) + " has no line `// task " + task.id() + "`",
                    "put it back above the method, or reset the whole lab: ./jbang course reset " + lab.name());
        }
        List<Path> changed = new ArrayList<>();
        for (Path file : marked) {
            String source = LabSources.read(file);
            String reset = withHole(file, source, task, lab);
            if (!reset.equals(source)) {
                backup.copy(file);
                AtomicFile.write(file, reset);
                changed.add(file);
            }
        }
        return changed;
    }

    private static boolean isMarked(String source, Task task) {
        return source.lines().anyMatch(line -> line.strip().matches("(?://|--) task " + task.id()));
    }

    private static String withHole(Path file, String source, Task task, Lab lab) {
        String name = file.getFileName().toString();
        LabSources.syntaxError(file, source).ifPresent(error -> {
            throw new UserError(error, "fix that first, or reset the whole lab: ./jbang course reset " + lab.name());
        });
        return MethodBodies.replace(name, source,
                method -> method.task().equals(task.id()) ? Optional.of(Starter.hole(lab, name, source, method))
                        : Optional.empty());
    }
}
