package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.core.source.MethodBodies;
import grader.core.source.TaskMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes what learners start from: the reference with the body of every marked method taken out. */
public final class Starter {

    private static final Pattern UNTIL_THEN = Pattern.compile("(?m)^([ \\t]*// task [a-z0-9-]+), until then: .*$");

    private static final Pattern OPEN_UNTIL_THEN = Pattern.compile("(?m)^[ \\t]*// open, until then: .*\\R");

    private static final Pattern SQL_UNTIL_THEN = Pattern.compile("(?m)^--\\|.*\\R");

    private static final String GIVEN = "// Given: nothing in this file is for you to write.\n";

    private Starter() {}

    /**
     * The starter of a lab: file name to text, scripts and data files as they are in the reference. A type without a
     * task says that it is given.
     */
    public static Map<String, String> of(Lab lab) {
        Map<String, String> files = withoutGiven(lab);
        files.replaceAll((name, text) -> !PlatformFiles.isSource(name) || name.equals(lab.name() + ".java")
                || isMarked(text) || PlatformFiles.isSections(name) ? text : GIVEN + text);
        return files;
    }

    /** The same, where no type says that it is given. */
    static Map<String, String> withoutGiven(Lab lab) {
        Map<String, String> files = marked(lab);
        files.replaceAll((name, text) -> PlatformFiles.isSource(name) && !name.equals(lab.name() + ".java")
                ? withHoles(name, text)
                : text);
        return files;
    }

    /** The files of the reference, by name, without what a server does before a task is written. */
    public static Map<String, String> reference(Lab lab) {
        Map<String, String> files = marked(lab);
        files.replaceAll((name, text) -> withoutUntilThen(text));
        return files;
    }

    /** A file of the reference with the line that says that it is given, if `own`, the learner's, has it. */
    public static String givenAs(String own, String reference) {
        return own.startsWith(GIVEN) ? GIVEN + reference : reference;
    }

    static Map<String, String> marked(Lab lab) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Path file : lab.files()) {
            files.put(file.getFileName().toString(), text(file));
        }
        return files;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /**
     * The Java files of the reference of a lab and of those before it, by name: no two labs have one of the same name.
     */
    public static Map<String, String> referenceUpTo(Lab lab) {
        Map<String, String> sources = new LinkedHashMap<>();
        lab.course()
                .all()
                .stream()
                .filter(each -> each.number() <= lab.number())
                .forEach(each -> sources.putAll(reference(each)));
        sources.keySet().removeIf(name -> !name.endsWith(".java"));
        return sources;
    }

    /** The source with {@link MethodBodies#hole} for the body of each method or section that is marked. */
    static String withHoles(String name, String source) {
        return withoutUntilThen(isMarked(source)
                ? MethodBodies.replace(name, source, method -> Optional.of(MethodBodies.hole(source, method)))
                : source);
    }

    /**
     * The body of a learner's method as the starter has it.
     *
     * @param name of the file, and `source` its text
     */
    public static String hole(Lab lab, String name, String source, TaskMethods.Method method) {
        String untilThen = TaskMethods.in(name, marked(lab).getOrDefault(name, ""))
                .methods()
                .stream()
                .filter(each -> each.task().equals(method.task()) && each.name().equals(method.name()))
                .findFirst()
                .map(TaskMethods.Method::untilThen)
                .orElse(null);
        return MethodBodies.hole(source, method.with(untilThen));
    }

    private static boolean isMarked(String source) {
        return source.contains("// task ") || source.contains("-- task ");
    }

    static String withoutUntilThen(String source) {
        String code = OPEN_UNTIL_THEN.matcher(UNTIL_THEN.matcher(source).replaceAll("$1")).replaceAll("");
        return SQL_UNTIL_THEN.matcher(code).replaceAll("");
    }
}
