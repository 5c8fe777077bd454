package grader.core.starter;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.AnalyzedSources;
import grader.core.source.Contracts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Makes the open starter: of the types at the heart of a lab there is only what other code calls. */
public final class OpenStarter {

    private OpenStarter() {}

    /** The files of a lab, by name. */
    static Map<String, String> of(Lab lab) {
        return of(lab, new AnalyzedSources(sources(lab.course())));
    }

    /** The same of all labs that have one. */
    public static Map<Lab, Map<String, String>> all(Course course) {
        AnalyzedSources sources = new AnalyzedSources(sources(course));
        Map<Lab, Map<String, String>> all = new LinkedHashMap<>();
        course.all().stream().filter(StarterForm::isThereOpen).forEach(lab -> all.put(lab, of(lab, sources)));
        return all;
    }

    private static Map<String, String> of(Lab lab, AnalyzedSources sources) {
        Map<String, String> files = new LinkedHashMap<>(Starter.of(lab));
        Map<String, String> tasks = new TreeMap<>();
        lab.tasks().forEach(task -> task.open().forEach(type -> tasks.put(type + ".java", task.id())));
        Map<String, String> contracts = Contracts.of(sources, tasks);
        for (String name : tasks.keySet()) {
            if (contracts.containsKey(name)) {
                files.put(name, Starter.withoutUntilThen(contracts.get(name)));
            } else {
                files.remove(name);
            }
        }
        return files;
    }

    /** The reference's sources of all labs by name, and those that measure a learner's types. */
    private static Map<String, String> sources(Course course) {
        Map<String, String> sources = new TreeMap<>();
        course.all().forEach(each -> sources.putAll(Starter.marked(each)));
        sources.keySet().removeIf(name -> !name.endsWith(".java"));
        Path benches = course.root().resolve("grader/bench");
        for (Path file : Folders.filesBelow(benches)) {
            String path = benches.relativize(file).toString().replace('\\', '/');
            if (path.matches("\\w+/parts/Caller\\.java")) {     // Each has a type of this name.
                String type = "Caller" + path.substring(0, path.indexOf('/'));
                sources.put(type + ".java",
                        Starter.text(file).replaceAll("\\bCaller\\b", type).replace("package parts;", ""));
            }
        }
        return sources;
    }
}
