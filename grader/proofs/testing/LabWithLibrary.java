package grader.proofs.testing;

import grader.core.course.Course;
import grader.core.course.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A checkout whose lab 01 uses Jackson: one of its parts says so by `//DEPS`, and its server prints JSON when it
 * starts.
 */
public final class LabWithLibrary {

    private static final Pattern DEPS = Pattern.compile("(?m)^//DEPS (\\S+)$");

    /** As the grader has it. */
    public static final String JACKSON =
            pinned().stream().filter(name -> name.contains(":jackson-databind:")).findFirst().orElseThrow();
    public static final String TASKS = "solutions/01-sockets/tasks.yaml";
    public static final String PART = "01-sockets/JsonText.java";

    public final CourseCopy copy;

    public LabWithLibrary(Path folder) {
        copy = new CourseCopy(folder);
        copy.replace(TASKS, "directives: [JAVA, SOURCES]",
                "directives: [JAVA, SOURCES, DEPS]\nlibraries: [" + JACKSON + "]");
        copy.write("solutions/" + PART, """
                //DEPS %s

                import com.fasterxml.jackson.core.JsonProcessingException;
                import com.fasterxml.jackson.databind.ObjectMapper;

                /** A value as JSON. */
                final class JsonText {

                    private record Told(String lab, int number) {}

                    private JsonText() {}

                    static String of(String lab, int number) {
                        try {
                            return new ObjectMapper().writeValueAsString(new Told(lab, number));
                        } catch (JsonProcessingException error) {
                            throw new IllegalStateException(error);
                        }
                    }
                }
                """.formatted(JACKSON));
        copy.replace("solutions/01-sockets/lab01.java", "void main(String[] args) throws Exception {",
                "void main(String[] args) throws Exception {\n    IO.println(JsonText.of(\"sockets\", 1));");
        copy.starters();
        copy.solve("lab01");
    }

    /** The libraries of the grader, with their versions. */
    public static Set<String> pinned() {
        try (var files = Files.list(Course.here().root().resolve("grader/libraries"))) {
            return named(files.map(LabWithLibrary::text).toList());
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** The libraries that sources name by `//DEPS`. */
    public static Set<String> named(Collection<String> sources) {
        Set<String> names = new TreeSet<>();
        sources.forEach(text -> DEPS.matcher(text).results().forEach(found -> names.add(found.group(1))));
        return names;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** As it is now: `tasks.yaml` is read again. */
    public Lab lab() {
        return copy.course.lab("lab01");
    }

    /** Inserts a line at the top of a file in the learner's folder. */
    public void begin(String file, String line) {
        copy.write("labs/01-sockets/" + file, line + "\n" + copy.read("labs/01-sockets/" + file));
    }
}
