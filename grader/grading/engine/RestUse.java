package grader.grading.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the checks of a class talk through REST-assured, as the class files say: this class names it, or another of
 * the package that it names, directly or not.
 */
public final class RestUse {

    private RestUse() {}

    public static boolean isIn(Class<?> check) {
        Pattern beside = Pattern.compile(Pattern.quote(check.getPackageName().replace('.', '/') + "/") + "(\\w+)");
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(check.getSimpleName()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name)) {
                String constants = classFile(check, name);
                if (constants.contains("io/restassured/")) {
                    return true;
                }
                beside.matcher(constants).results().map(found -> found.group(1)).forEach(open::push);
            }
        }
        return false;
    }

    /** The names in its constant pool are plain text; empty where a name is not that of a class. */
    private static String classFile(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name + ".class")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
