package docs.studio.terminal;

import grader.console.UserError;
import grader.course.Backup;
import grader.course.Lab;
import grader.course.Task;
import grader.files.AtomicFile;
import grader.files.PathText;
import grader.source.MethodBodies;
import grader.source.Syntax;
import grader.starter.SkippedLabs;
import grader.starter.Starter;
import grader.starter.Starters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** `course reset`: a lab, or one task of it, as it was in the beginning. What was there is kept in labs/.backups/. */
@Command(name = "reset",
        description = "Put a lab, or one task's methods, back to the start; your files are backed up first.")
final class ResetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "LAB", description = "Such as lab01.")
    private String lab;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TASK",
            description = "Such as bind; the whole lab if it is left out.")
    private String task;

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        LearnerStatus standing = course.standing();
        Lab found = standing.lab(lab);
        if (SkippedLabs.isSkipped(found)) {
            throw new UserError(found.name() + " is skipped: its folder holds the reference",
                    "first bring your own files back: ./jbang course unskip " + found.name());
        }
        SkippedLabs.checkWhole(found);
        Backup backup = new Backup(standing.course());
        Screen screen = course.screen();
        if (task == null) {
            List<Path> changed = resetLab(found, backup);
            screen.line(
                    found.name() + (changed.isEmpty() ? " is as in the beginning already." : " is back at the start."));
        } else {
            List<Path> changed = resetTask(found, LearnerStatus.task(found, task), backup);
            screen.line(found.name() + " " + task + (changed.isEmpty() ? " is not written yet: nothing to put back."
                    : " is back at the start, in " + String.join(", ", changed.stream().map(PathText::shown).toList())
                            + "."));
        }
        backup.folder().ifPresent(folder -> screen.item("yours", PathText.shown(folder)));
        standing.progress().forget(found, task != null ? List.of(task) : found.tasks().stream().map(Task::id).toList());
        return 0;
    }

    /** Files of the learner's own would be compiled with the starter, so they are moved to the backup. */
    private static List<Path> resetLab(Lab lab, Backup backup) {
        Map<String, String> starter = Starter.of(lab);
        List<Path> changed = new ArrayList<>();
        for (Path file : Place.sources(lab)) {
            if (!starter.containsKey(file.getFileName().toString())) {
                backup.move(file);
                changed.add(file);
            }
        }
        changed.addAll(new Starters(lab.course()).renew(lab, true, backup).written());
        return changed;
    }

    private static List<Path> resetTask(Lab lab, Task task, Backup backup) {
        List<Path> marked = Place.sources(lab).stream().filter(file -> isMarked(file, task)).toList();
        if (marked.isEmpty()) {
            throw new UserError("no method in " + PathText.shown(lab.own()) + " is marked `// task " + task.id() + "`",
                    "put the mark back above the method, or reset the whole lab: ./jbang course reset " + lab.name());
        }
        List<Path> changed = new ArrayList<>();
        for (Path file : marked) {
            String source = Place.read(file);
            String reset = withHole(file, source, task, lab);
            if (!reset.equals(source)) {
                backup.copy(file);
                AtomicFile.write(file, reset);
                changed.add(file);
            }
        }
        return changed;
    }

    private static boolean isMarked(Path file, Task task) {
        return Place.read(file).lines().anyMatch(line -> line.strip().equals("// task " + task.id()));
    }

    private static String withHole(Path file, String source, Task task, Lab lab) {
        String name = file.getFileName().toString();
        Syntax.firstError(name, source).ifPresent(error -> {
            throw new UserError(PathText.shown(file) + ":" + error,
                    "fix that first, or reset the whole lab: ./jbang course reset " + lab.name());
        });
        return MethodBodies.replace(name, source,
                method -> method.task().equals(task.id()) ? Optional.of(Starter.hole(lab, name, source, method))
                        : Optional.empty());
    }
}
