package grader.core.starter;

import grader.core.course.Hint;
import grader.core.course.Lab;
import grader.core.course.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The hints of a task in an open lab: the first asks, the second also names the types of the guided starter, and the
 * last shows them. A task without a type at the heart of its lab has the hints of its data file.
 */
final class OpenHints {

    private OpenHints() {}

    static List<Hint> of(Lab lab, Task task) {
        List<String> files = OpenStarter.filesOf(lab, task);
        if (files.isEmpty()) {
            return Hint.all(task);
        }
        Map<String, String> guided = Starter.withoutGiven(lab);
        String types = files.stream()
                .map(file -> "`" + file.replace(".java", "") + "`: " + TypeGraph.summary(guided.get(file)))
                .collect(Collectors.joining(" "));
        String skeleton = files.stream()
                .map(file -> "// " + file + "\n" + guided.get(file).strip())
                .collect(Collectors.joining("\n\n"));
        return Hint.all(List.of(task.hints().getFirst(),
                task.hints().get(1) + (files.size() == 1 ? "" : " The guided starter has these types for it. " + types),
                "This is how the guided starter begins. `./jbang course guided " + lab.name()
                        + "` brings it, and keeps your files.\n```\n" + skeleton + "\n```"));
    }
}
