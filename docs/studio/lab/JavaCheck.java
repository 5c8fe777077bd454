package docs.studio.lab;

import com.sun.source.util.JavacTask;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.core.source.Compiler;
import grader.core.source.Libraries;
import grader.core.source.Parts;
import grader.core.source.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * What javac says of a lab while the learner types: of its files as they are on the disk, and the one in the editor as
 * it is there, saved or not. What javac knows of the JDK and of the labs before is kept from one check to the next.
 */
final class JavaCheck implements AutoCloseable {

    /** Of processor time. Usually it takes a tenth of a second. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Set<Kind> TOLD = Set.of(Kind.ERROR, Kind.WARNING, Kind.MANDATORY_WARNING);

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private StandardJavaFileManager files = newFiles();

    private final EarlierClasses earlier;

    JavaCheck(Course course) {
        earlier = new EarlierClasses(course);
    }

    /** What is wrong in the lab's own files. Those of earlier labs are told of only where they do not compile. */
    synchronized List<Problem> check(Lab lab, String file, String text) {
        if (PlatformFiles.isSql(file)) {
            return List.of();
        }
        Map<String, String> sources = new LinkedHashMap<>(Parts.upTo(lab.course(), lab.number(), true));
        sources.put(PathText.shown(lab.own().resolve(file)), text);
        Map<String, String> before = new LinkedHashMap<>(sources);
        before.keySet().removeIf(name -> isOf(lab, name));
        Optional<Path> classes = earlier.of(lab, before);
        classes.ifPresent(known -> sources.keySet().removeAll(before.keySet()));

        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Optional<Compiler.Failure> failure = Compiler.within(LIMIT, () -> analyze(lab, sources, classes, said));
        if (failure.isPresent()) {
            files = newFiles();     // a thread that is late may still use the other one
            return List.of(new Problem(file, 1, 1, 1, 1, "error", failure.get().message()));
        }
        return said.getDiagnostics()
                .stream()
                .filter(each -> each.getSource() != null && TOLD.contains(each.getKind()))
                .map(each -> problem(lab, sources, each))
                .filter(problem -> problem.isError() || !problem.file().contains("/"))
                .toList();
    }

    private static boolean isOf(Lab lab, String path) {
        return lab.own().equals(Path.of(path).toAbsolutePath().getParent());
    }

    private static Problem problem(Lab lab, Map<String, String> sources, Diagnostic<? extends JavaFileObject> said) {
        String path = said.getSource().getName();
        String shown = isOf(lab, path) ? Path.of(path).getFileName().toString() : path;
        return Problem.of(shown, sources.get(path), said);
    }

    private Optional<Compiler.Failure> analyze(Lab lab, Map<String, String> sources, Optional<Path> classes,
            DiagnosticCollector<JavaFileObject> said) throws IOException {
        List<Path> classPath = new ArrayList<>(Libraries.of(lab));
        classes.ifPresent(classPath::add);
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        List<String> options = List.of("-proc:none", "-Xlint:all", "--limit-modules",
                String.join(",", lab.data().modules()));
        List<SourceText> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new SourceText(name, source)));
        ((JavacTask) javac.getTask(new StringWriter(), files, said, options, null, units)).analyze();
        return Optional.empty();
    }

    private StandardJavaFileManager newFiles() {
        return javac.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        earlier.close();
        try {
            files.close();
        } catch (IOException closedAlready) {
            // nothing was written
        }
    }
}
