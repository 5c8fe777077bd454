package grader.core.starter;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.Folders;
import grader.core.source.AnalyzedSources;
import grader.core.source.Contracts;
import grader.core.source.TaskMethods;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the open starter: of the types at the heart of a lab there is only what other code calls. */
public final class OpenStarter {

    private static final Pattern DECLARATION =
            Pattern.compile("^(?:(?:public|final|abstract|sealed) )*(?:class|record|enum|interface) ");

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

    /** The files at the heart of a lab that a task is about: those of its own types, or else those with its methods. */
    public static List<String> filesOf(Lab lab, Task task) {
        if (!task.open().isEmpty()) {
            return task.open().stream().map(type -> type + ".java").toList();
        }
        Map<String, String> sources = Starter.marked(lab);
        return heart(lab).keySet()
                .stream()
                .filter(file -> TaskMethods.in(file, sources.get(file))
                        .methods()
                        .stream()
                        .anyMatch(method -> method.task().equals(task.id())))
                .toList();
    }

    /**
     * Where a task is in an open lab of which no method is marked: the first of its types that is there, or else of the
     * task that those types belong to.
     *
     * @param files the learner's files by name, with or without folders
     */
    public static Optional<GivenSections.Place> placeOf(Lab lab, Task task, Map<String, String> files) {
        Map<String, String> heart = heart(lab);
        List<String> own = filesOf(lab, task);
        Set<String> owners = own.stream().map(heart::get).collect(Collectors.toSet());
        return Stream.concat(own.stream(), heart.keySet().stream().filter(file -> owners.contains(heart.get(file))))
                .flatMap(wanted -> files.keySet().stream().filter(file -> ("/" + file).endsWith("/" + wanted)))
                .findFirst()
                .map(file -> new GivenSections.Place(file, declaration(files.get(file))));
    }

    /** The line of the declaration of a type, from 1. */
    private static int declaration(String text) {
        List<String> lines = text.lines().toList();
        return 1 + IntStream.range(0, lines.size())
                .filter(i -> DECLARATION.matcher(lines.get(i)).find())
                .findFirst()
                .orElse(0);
    }

    /** Whether a file is one of the types at the heart of a lab. */
    public static boolean isHeart(Lab lab, String file) {
        return heart(lab).containsKey(file);
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
