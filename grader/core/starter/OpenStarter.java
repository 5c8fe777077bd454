package grader.core.starter;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.AnalyzedSources;
import grader.core.source.Contracts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Makes the open starter: of the types at the heart of a lab there is only what other code calls. */
public final class OpenStarter {

    /** What contracts were made from, and they. */
    private record Made(Map<String, String> sources, Map<String, String> contracts) {}

    /** The last ones of each lab: javac takes seconds, and a command asks more than once. */
    private static final Map<Lab, Made> MADE = new ConcurrentHashMap<>();

    private OpenStarter() {}

    /** The files of a lab, by name. */
    static Map<String, String> of(Lab lab) {
        Map<String, String> sources = sources(lab.course());
        Made last = MADE.get(lab);
        if (last == null || !last.sources().equals(sources)) {
            last = new Made(sources, Contracts.of(new AnalyzedSources(sources), heart(lab), labs(lab.course())));
            MADE.put(lab, last);
        }
        return with(lab, last.contracts());
    }

    /** The same of all labs that have one. */
    public static Map<Lab, Map<String, String>> all(Course course) {
        AnalyzedSources sources = new AnalyzedSources(sources(course));
        Map<String, String> labs = labs(course);
        Map<Lab, Map<String, String>> all = new LinkedHashMap<>();
        course.all()
                .stream()
                .filter(StarterForm::isThereOpen)
                .forEach(lab -> all.put(lab, with(lab, Contracts.of(sources, heart(lab), labs))));
        return all;
    }

    /** The files of the types at the heart of a lab, and of which task each is. */
    private static Map<String, String> heart(Lab lab) {
        Map<String, String> heart = new TreeMap<>();
        lab.tasks().forEach(task -> task.open().forEach(type -> heart.put(type + ".java", task.id())));
        return heart;
    }

    private static Map<String, String> with(Lab lab, Map<String, String> contracts) {
        Map<String, String> files = new LinkedHashMap<>(Starter.of(lab));
        files.keySet().removeAll(heart(lab).keySet());
        contracts.forEach((name, text) -> files.put(name, Starter.withoutUntilThen(text)));
        return files;
    }

    /** Whether a file of the lab need not be there: a type of its heart that no code beside the heart names. */
    public static boolean mayLack(Lab lab, String file) {
        Set<String> heart = heart(lab).keySet();
        Pattern type = Pattern.compile("\\b" + file.replace(".java", "") + "\\b");
        return heart.contains(file) && sources(lab.course()).entrySet()
                .stream()
                .filter(source -> !heart.contains(source.getKey()))
                .noneMatch(source -> type.matcher(TypeGraph.code(source.getValue())).find());
    }

    /** The lab of each file of the reference. */
    private static Map<String, String> labs(Course course) {
        Map<String, String> labs = new HashMap<>();
        course.all().forEach(lab -> Starter.marked(lab).keySet().forEach(name -> labs.put(name, lab.name())));
        return labs;
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
