package grader.core.starter;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.AnalyzedSources;
import grader.core.source.Contracts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the open starter: of the types at the heart of a lab there is only what other code calls. */
public final class OpenStarter {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?-s)//.*");

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

    /** Whether a file of the lab need not be there: a type of its heart that no code beside the heart names. */
    public static boolean mayLack(Lab lab, String file) {
        Set<String> heart = lab.tasks()
                .stream()
                .flatMap(task -> task.open().stream())
                .map(type -> type + ".java")
                .collect(Collectors.toSet());
        Pattern type = Pattern.compile("\\b" + file.replace(".java", "") + "\\b");
        return heart.contains(file) && sources(lab.course()).entrySet()
                .stream()
                .filter(source -> !heart.contains(source.getKey()))
                .noneMatch(source -> type.matcher(COMMENT.matcher(source.getValue()).replaceAll("")).find());
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
