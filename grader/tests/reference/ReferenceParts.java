package grader.tests.reference;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Starter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The reference up to a lab, compiled in a package together with what calls it. Copies may have a text changed. */
public final class ReferenceParts {

    /** In `file`, `text` stands once, and `with` takes its place. */
    public record Change(String file, String text, String with) {}

    private static final String PACKAGE = "reference";

    private final Map<String, String> sources;
    private final Path folder;
    private final List<Path> classes;

    private ReferenceParts(Map<String, String> sources, Map<String, String> changed, Path folder, List<Path> below) {
        this.sources = sources;
        this.folder = folder;
        this.classes = new ArrayList<>(List.of(newFolder(folder)));
        classes.addAll(below);
        List<Path> classPath = new ArrayList<>(below);
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).forEach(classPath::add);
        Compiler.compile(changed, classes.getFirst(), List.of(), classPath).ifPresent(error -> {
            throw new IllegalStateException(error.toString());
        });
    }

    /**
     * @param caller source of the public class `reference.Caller`, with a package line of its own
     * @param folder of the test's own
     */
    public static ReferenceParts of(String lab, String caller, Path folder) {
        return of(Starter.referenceUpTo(Course.here().lab(lab)), caller, folder);
    }

    /** The same with other sources: file names to texts. */
    public static ReferenceParts of(Map<String, String> parts, String caller, Path folder) {
        Map<String, String> sources = new TreeMap<>(Compiler.inPackage(PACKAGE, parts));
        sources.put("Caller.java", caller);
        return new ReferenceParts(sources, sources, folder, List.of());
    }

    /**
     * Only the changed files are compiled anew.
     *
     * @throws IllegalStateException if a text does not stand there once, or what comes of it cannot be compiled
     */
    public ReferenceParts with(Change... changes) {
        Map<String, String> all = new TreeMap<>(sources);
        Map<String, String> changed = new TreeMap<>();
        for (Change change : changes) {
            String text = all.get(change.file());
            int at = text.indexOf(change.text());
            if (at < 0 || text.indexOf(change.text(), at + 1) >= 0) {
                throw new IllegalStateException("'" + change.text() + "' has to stand exactly once in " + change.file());
            }
            changed.put(change.file(), text.substring(0, at) + change.with() + text.substring(at + change.text().length()));
            all.putAll(changed);
        }
        return new ReferenceParts(all, changed, folder, classes);
    }

    /** How callers are made. They keep their classes for as long as they live, and no open file. */
    public <C> Maker<C> maker(Class<C> type, Class<?>... parameters) {
        try {
            URL[] urls = new URL[classes.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = classes.get(i).toUri().toURL();
            }
            @SuppressWarnings("resource")
            URLClassLoader loader = new URLClassLoader(urls, type.getClassLoader());
            var constructor = loader.loadClass(PACKAGE + ".Caller").getConstructor(parameters);
            return values -> {
                try {
                    return type.cast(constructor.newInstance(values));
                } catch (ReflectiveOperationException error) {
                    throw new IllegalStateException(error);
                }
            };
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    /** Makes a caller out of its constructor's arguments. */
    public interface Maker<C> {
        C make(Object... values);
    }

    private static Path newFolder(Path folder) {
        try {
            return Files.createTempDirectory(folder, "classes");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
