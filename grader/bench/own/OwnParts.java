package grader.bench.own;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Folders;
import grader.lab.Parts;
import grader.lab.Problem;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parts of the labs, compiled in memory into one package, together with a class that calls them: it may use all that is open to
 * that package.
 */
public final class OwnParts implements AutoCloseable {

    /** The system property that tells a process of JMH's where the classes are. */
    public static final String CLASSES = "grader.bench.own.classes";

    private static final String PACKAGE = "own";

    private final Path classes;

    /**
     * Compiles the parts of the labs up to number `last`: the reference's, or the learner's if `mine`.
     *
     * @param caller source of the public class `own.Caller`, with a package line of its own
     */
    public OwnParts(int last, boolean mine, String caller) {
        try {
            this.classes = Files.createTempDirectory("bench-own");
        } catch (IOException error) {
            throw Problem.of(error, "making a folder for classes");
        }
        Map<String, String> all = new TreeMap<>(Compiler.inPackage(PACKAGE, Parts.upTo(Course.here(), last, mine)));
        all.put("Caller.java", caller);
        String[] jars = System.getProperty("java.class.path").split(File.pathSeparator);
        List<Path> classPath = Arrays.stream(jars).map(Path::of).toList();
        Compiler.compile(all, classes, List.of(), classPath).ifPresent(error -> {
            close();
            throw new Problem(error.toString(), "mend it, then measure");
        });
        System.setProperty(CLASSES, classes.toString());
    }

    /** The JVM argument by which another process finds the classes. */
    public String argument() {
        return "-D" + CLASSES + "=" + classes;
    }

    /** A new caller, in this process or one that was started with {@link #argument}; `type` and `value` are of its constructor's parameter. */
    @SuppressWarnings("unchecked")
    public static <C, P> C caller(Class<P> type, P value) {
        try {
            URL[] place = {Path.of(System.getProperty(CLASSES)).toUri().toURL()};
            @SuppressWarnings("resource")       // The caller needs it for as long as it lives.
            ClassLoader loader = new URLClassLoader(place, OwnParts.class.getClassLoader());
            return (C) loader.loadClass(PACKAGE + ".Caller").getConstructor(type).newInstance(value);
        } catch (MalformedURLException | ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    @Override
    public void close() {
        Folders.delete(classes);
    }
}
