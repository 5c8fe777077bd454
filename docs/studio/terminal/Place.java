package docs.studio.terminal;

import docs.studio.lab.LabSources;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.TaskMethods;
import grader.core.starter.GivenSections;
import grader.core.starter.OpenStarter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a task is in the learner's own files, as `grade` reports it, too.
 *
 * @param line of the Todo if it is still there, else of the method, from 1
 * @param written whether its Todo is gone
 */
record Place(Path file, int line, boolean written) {

    /** The places of a lab's tasks. */
    static Map<String, Place> of(Lab lab) {
        Map<String, Place> holes = new HashMap<>();
        Map<String, Place> methods = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        for (Path file : LabSources.of(lab)) {
            String source = LabSources.read(file);
            texts.put(file.getFileName().toString(), source);
            if (TaskMethods.mayBeIn(source)) {
                TaskMethods.Found found = TaskMethods.in(file.getFileName().toString(), source);
                found.holes().forEach(hole -> holes.putIfAbsent(hole.task(), new Place(file, hole.line(), false)));
                found.methods()
                        .forEach(method -> methods.putIfAbsent(method.task(), new Place(file, method.line(), true)));
            }
        }
        methods.putAll(holes);
        GivenSections.of(lab, texts)
                .forEach((task, place) -> methods.put(task,
                        new Place(lab.own().resolve(place.file()), place.line(), false)));
        for (Task task : lab.tasks()) {
            if (!methods.containsKey(task.id())) {
                OpenStarter.placeOf(lab, task, texts)
                        .ifPresent(place -> methods.put(task.id(),
                                new Place(lab.own().resolve(place.file()), place.line(), true)));
            }
        }
        return methods;
    }

    /** The first file of the lab's that cannot be parsed, as `FILE:LINE does not parse: why`. */
    static Optional<String> syntaxError(Lab lab) {
        return LabSources.of(lab)
                .stream()
                .flatMap(file -> LabSources.syntaxError(file, LabSources.read(file)).stream())
                .findFirst();
    }
}
