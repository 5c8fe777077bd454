package docs.studio.web;

import com.sun.net.httpserver.spi.HttpServerProvider;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.source.Compiler;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.core.source.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers that the reference of a lab makes, in place of the JDK's. They are compiled when the studio starts. */
public final class CompiledServers {

    private static final int FIRST = 11;
    private static final String PACKAGE = "parts";
    private static final Path ADAPTER = Path.of("docs", "studio", "web", PACKAGE);

    private CompiledServers() {}

    /**
     * Compiles the labs up to this one, and what makes them a server for the studio.
     *
     * @param name such as lab11
     * @throws UserError if there is no such lab, or it does not compile
     */
    public static HttpServerProvider of(Course course, String name) {
        Lab lab = course.all()
                .stream()
                .filter(one -> one.name().equals(name) && one.number() >= FIRST)
                .findFirst()
                .orElseThrow(() -> new UserError("--server " + name + ": the pages cannot be served by it",
                        "give lab" + FIRST + ", or leave it out"));
        try {
            Path classes = Files.createTempDirectory("studio-server");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(classes)));
            List<Path> libraries = Libraries.of(lab);
            Compiler.compile(sources(course, lab), classes, List.of(), libraries)
                    .ifPresent(failure -> {
                        throw new UserError("--server " + name + ": " + failure, "repair the reference");
                    });
            return (HttpServerProvider) loader(classes, libraries).loadClass(PACKAGE + ".ReferenceServers")
                    .getConstructor()
                    .newInstance();
        } catch (IOException error) {
            throw UserError.of(error, "compiling the server");
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> sources(Course course, Lab lab) throws IOException {
        Map<String, String> sources =
                new LinkedHashMap<>(Compiler.inPackage(PACKAGE, Parts.upTo(course, lab.number(), false)));
        try (var adapter = Files.newDirectoryStream(course.root().resolve(ADAPTER), "*.java")) {
            for (Path file : adapter) {
                sources.put(ADAPTER.resolve(file.getFileName()).toString(), Files.readString(file));
            }
        }
        return sources;
    }

    /** It stays open as long as the studio runs. */
    private static ClassLoader loader(Path classes, List<Path> libraries) {
        List<Path> classPath = new ArrayList<>(List.of(classes));
        classPath.addAll(libraries);
        return Jars.loader(classPath, ClassLoader.getPlatformClassLoader());
    }
}
