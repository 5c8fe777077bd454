package docs.studio.lab;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.core.source.MethodBodies;
import grader.core.source.TaskMethods;
import grader.core.starter.Starter;
import grader.core.starter.StarterForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the reference differs from a learner's files.
 *
 * @param files those that differ
 * @param unmarked methods of the task that the learner's files have no mark for: name to the reference's body
 */
public record LabSolution(List<Difference> files, Map<String, String> unmarked) {

    /** @param file of the learner's. @param lines of a unified diff */
    public record Difference(Path file, List<String> lines) {}

    public static LabSolution of(Lab lab) {
        List<Difference> files = new ArrayList<>();
        Starter.reference(lab).forEach((name, text) -> addWhole(files, lab, name, text));
        return new LabSolution(files, Map.of());
    }

    private static void addWhole(List<Difference> files, Lab lab, String name, String reference) {
        Path own = lab.own().resolve(name);
        String source = Files.exists(own) ? LabSources.read(own) : "";
        add(files, own, source, PathText.shown(lab.reference().resolve(name)), Starter.givenAs(source, reference));
    }

    /**
     * The same for one task. Other tasks of the same file stay hidden: the learner's file is compared with itself, this
     * task's bodies exchanged. The task's types in an open lab are the learner's own, so they are compared whole.
     */
    public static LabSolution of(Lab lab, Task task) {
        Map<String, String> bodies = bodiesOfReference(lab, task);
        List<Difference> files = new ArrayList<>();
        List<String> whole = StarterForm.of(lab) == StarterForm.OPEN ? task.open() : List.of();
        Map<String, String> reference = Starter.reference(lab);
        for (String type : whole) {
            String name = type + ".java";
            addWhole(files, lab, name, reference.get(name));
            TaskMethods.in(name, reference.get(name)).methods().forEach(method -> bodies.remove(method.name()));
        }
        for (Path own : LabSources.of(lab)) {
            if (whole.contains(own.getFileName().toString().replace(".java", ""))) {
                continue;
            }
            String source = LabSources.read(own);
            LabSources.syntaxError(own, source).ifPresent(error -> {
                throw new UserError(error, "fix that first, or look at the whole lab: ./jbang course solution "
                        + lab.name() + " --force");
            });
            String solved = MethodBodies.replace(own.getFileName().toString(), source,
                    method -> method.task().equals(task.id()) ? Optional.ofNullable(bodies.remove(method.name()))
                            : Optional.empty());
            add(files, own, source, "the reference's " + task.id(), solved);
        }
        return new LabSolution(files, bodies);
    }

    private static void add(List<Difference> files, Path own, String source, String otherName, String other) {
        List<String> lines = UnifiedDiff.of(PathText.shown(own), source, otherName, other);
        if (!lines.isEmpty()) {
            files.add(new Difference(own, lines));
        }
    }

    private static Map<String, String> bodiesOfReference(Lab lab, Task task) {
        Map<String, String> bodies = new HashMap<>();
        Starter.reference(lab).forEach((name, source) -> {
            if (TaskMethods.mayBeIn(source)) {
                for (TaskMethods.Method method : TaskMethods.in(name, source).methods()) {
                    if (method.task().equals(task.id())) {
                        bodies.put(method.name(), source.substring(method.bodyStart(), method.bodyEnd()));
                    }
                }
            }
        });
        return bodies;
    }

    /** Whether there is no difference at all. */
    public boolean isSame() {
        return files.isEmpty() && unmarked.isEmpty();
    }
}
