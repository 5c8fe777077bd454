package grader.core.source;

import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parts of the labs, compiled into one package together with a class that calls them: it may use all that is open to
 * that package. Copies may have a text changed.
 */
public final class PackagedParts {

    /** Makes a caller out of its constructor's arguments. */
    public interface Maker<C> {
        /** What its constructor throws goes on as it is. */
        C make(Object... values);
    }

    private static final String PACKAGE = "parts";

    private final Map<String, String> sources;
    private final Path folder;
    private final List<Path> classes;

    private PackagedParts(Map<String, String> sources, Map<String, String> changed, Path folder, List<Path> below) {
        this.sources = sources;
        this.folder = folder;
        this.classes = new ArrayList<>(List.of(newFolder(folder)));
        classes.addAll(below);
        List<Path> classPath = new ArrayList<>(below);
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .forEach(classPath::add);
        Compiler.compile(changed, classes.getFirst(), List.of(), classPath).ifPresent(error -> {
            throw new UserError(error.toString(), "fix it, then try again");
        });
    }

    /**
     * @param parts as {@link Parts} gives them, or other names of files to texts
     * @param caller source of the public class `parts.Caller`, with a package line of its own
     * @param folder of one's own, for classes
     * @throws UserError if they cannot be compiled
     */
    public static PackagedParts of(Map<String, String> parts, String caller, Path folder) {
        Map<String, String> sources = new TreeMap<>(Compiler.inPackage(PACKAGE, parts));
        sources.put("Caller.java", caller);
        return new PackagedParts(sources, sources, folder, List.of());
    }

    /** The same with the reference's parts up to a lab. */
    public static PackagedParts ofReference(int last, String caller, Path folder) {
        return of(Parts.upTo(Course.here(), last, false), caller, folder);
    }

    /**
     * The same with changes. Only the changed files are compiled.
     *
     * @throws UserError if a text does not match exactly one place, or the result cannot be compiled
     */
    public PackagedParts with(Change... changes) {
        Map<String, String> all = new TreeMap<>(sources);
        Map<String, String> changed = new TreeMap<>();
        for (Change change : changes) {
            String name = name(change.file());
            changed.put(name, change.in(name, all.get(name)));
            all.putAll(changed);
        }
        return new PackagedParts(all, changed, folder, classes);
    }

    private String name(String file) {
        return sources.keySet()
                .stream()
                .filter(name -> Path.of(name).endsWith(file))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + file));
    }

    /** The folders of classes: those first that hide others. */
    public List<Path> classes() {
        return List.copyOf(classes);
    }

    /** How callers are made. They keep their classes for as long as they live, and no open file. */
    public <C> Maker<C> maker(Class<C> type, Class<?>... parameters) {
        return maker(classes, type, parameters);
    }

    /** The same in another process, out of {@link #classes}. */
    public static <C> Maker<C> maker(List<Path> classes, Class<C> type, Class<?>... parameters) {
        try {
            @SuppressWarnings("resource")
            URLClassLoader loader = Jars.loader(classes, type.getClassLoader());
            var constructor = loader.loadClass(PACKAGE + ".Caller").getConstructor(parameters);
            return values -> {
                try {
                    return type.cast(constructor.newInstance(values));
                } catch (InvocationTargetException error) {
                    throw unchecked(error.getCause());
                } catch (ReflectiveOperationException error) {
                    throw new IllegalStateException(error);
                }
            };
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    private static RuntimeException unchecked(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return fault instanceof RuntimeException known ? known : new IllegalStateException(fault);
    }

    private static Path newFolder(Path folder) {
        try {
            return Files.createTempDirectory(folder, "classes");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for classes");
        }
    }
}
