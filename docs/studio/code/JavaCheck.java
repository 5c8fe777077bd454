package docs.studio.code;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PlatformFiles;
import grader.core.source.Compiler;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.Diagnostic.Kind;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * What javac says while the learner types: of the files of a lab as they are on the disk, and the one in the editor as
 * it is there, saved or not. What javac knows of the JDK and of the labs before is kept from one check to the next.
 */
public final class JavaCheck implements AutoCloseable {

    /** Of processor time. Usually it takes a tenth of a second. */
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Set<Kind> TOLD = Set.of(Kind.ERROR, Kind.WARNING, Kind.MANDATORY_WARNING);

    private static final List<String> EVEN_WITH_ERRORS = List.of("-XDshould-stop.at=FLOW");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private StandardJavaFileManager files = newFiles();

    private final EarlierClasses earlier;

    public JavaCheck(Course course) {
        earlier = new EarlierClasses(course);
    }

    /** What is wrong in the lab's own files. Those of earlier labs are told of only where they do not compile. */
    public synchronized List<Problem> check(Edited edited) {
        if (PlatformFiles.isSections(edited.file())) {
            return List.of();
        }
        Map<String, String> sources = edited.sources();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Optional<Compiler.Failure> failure = compile(edited, sources, said, List.of(), (task, units) -> {});
        if (failure.isPresent()) {
            return List.of(new Problem(edited.file(), 1, 1, 1, 1, "error", failure.get().message()));
        }
        return said.getDiagnostics()
                .stream()
                .filter(each -> each.getSource() != null && TOLD.contains(each.getKind()))
                .map(each -> problem(edited, sources, each))
                .filter(problem -> problem.isError() || !problem.file().contains("/"))
                .toList();
    }

    private static Problem problem(Edited edited, Map<String, String> sources,
            Diagnostic<? extends JavaFileObject> said) {
        String path = said.getSource().getName();
        String shown = edited.isBeside(path) ? Path.of(path).getFileName().toString() : path;
        return Problem.of(shown, sources.get(path), said);
    }

    /** What javac knows of a file as it is in the editor, however unfinished that is; empty if javac gives up on it. */
    synchronized <T> Optional<T> ask(Edited edited, Function<JavaView, T> question) {
        AtomicReference<T> reply = new AtomicReference<>();
        try {
            compile(edited, edited.sources(), new DiagnosticCollector<>(), EVEN_WITH_ERRORS, (task, units) -> {
                for (CompilationUnitTree unit : units) {
                    if (unit.getSourceFile().getName().equals(edited.path())) {
                        reply.set(question.apply(new JavaView(task, unit, files)));
                    }
                }
            });
        } catch (UserError problem) {
            throw problem;
        } catch (RuntimeException confused) {
            return Optional.empty();    // javac itself, by unfinished code
        }
        return Optional.ofNullable(reply.get());
    }

    /** Removes from the sources what has been compiled already. */
    private Optional<Compiler.Failure> compile(Edited edited, Map<String, String> sources,
            DiagnosticCollector<JavaFileObject> said, List<String> more,
            BiConsumer<JavacTask, Iterable<? extends CompilationUnitTree>> next) {
        Map<String, String> before = new LinkedHashMap<>(sources);
        before.keySet().removeIf(edited::isBeside);
        List<Path> classPath = new ArrayList<>(edited.libraries());
        edited.lab().flatMap(lab -> earlier.of(lab, before)).ifPresent(classes -> {
            sources.keySet().removeAll(before.keySet());
            classPath.add(classes);
        });
        List<String> options = new ArrayList<>(List.of("-proc:none", "-Xlint:all"));
        if (!edited.modules().isEmpty()) {
            options.addAll(List.of("--limit-modules", String.join(",", edited.modules())));
        }
        options.addAll(more);
        List<SourceText> texts = new ArrayList<>();
        sources.forEach((name, source) -> texts.add(new SourceText(name, source)));
        Optional<Compiler.Failure> failure = Compiler.within(LIMIT, () -> {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            JavacTask task = (JavacTask) javac.getTask(new StringWriter(), files, said, options, null, texts);
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            next.accept(task, units);
            return Optional.empty();
        });
        if (failure.isPresent()) {
            files = newFiles();     // a thread that is late may still use the other one
        }
        return failure;
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
