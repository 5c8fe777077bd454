package grader.contributing.ide.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.contributing.ide.ClassPath;
import grader.contributing.ide.EditorFiles;
import grader.contributing.ide.Module;
import grader.contributing.ide.Modules;
import grader.core.course.Course;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.CompilationProgress;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `editors` writes describes all Java of the repository, and compiles. */
@Tag("nightly")
class EditorsTest {

    private static final Course COURSE = Course.here();
    private static final Path FOLDER = EditorFiles.folder(COURSE);
    private static final List<Module> MODULES = Modules.of(COURSE);
    /** The modules whose libraries `verify` needs in any case. */
    private static final Set<String> LIGHT = Set.of("grader", "solutions", "labs");

    private static boolean isTried(Module module) {
        return LIGHT.contains(module.name()) || Boolean.getBoolean("verify.all");
    }

    private static Map<Path, String> files(Map<Module, List<Path>> jars) {
        return EditorFiles.of(COURSE, FOLDER, jars);
    }

    private static Map<Module, List<Path>> withoutJars() {
        Map<Module, List<Path>> jars = new LinkedHashMap<>();
        MODULES.forEach(module -> jars.put(module, List.of()));
        return jars;
    }

    private static ProjectView eclipse(Module module, Map<Path, String> files) {
        return EclipseView.of(FOLDER.resolve(module.name()), files);
    }

    @Test
    @DisplayName("each Java file that a program compiles is in just one module")
    void complete() {
        Map<Path, String> files = files(withoutJars());
        Map<Path, String> owners = new TreeMap<>();
        for (Module module : MODULES) {
            eclipse(module, files).sources().forEach(file -> {
                String other = owners.put(file, module.name());
                assertEquals(null, other, file + " is in " + module.name() + ", too");
            });
        }
        Set<Path> left = new TreeSet<>();
        Stream.of("grader", "docs", "solutions", "labs")
                .map(COURSE.root()::resolve)
                .forEach(folder -> left.addAll(ProjectView.javaBelow(folder)));
        left.removeAll(owners.keySet());
        // Tests compile these with the reference: they are part of no program.
        left.removeIf(file -> file.toString().contains("/parts/") || file.getParent().endsWith("tests/broken"));
        left.removeIf(file -> file.startsWith(COURSE.labs().resolve(".mine"))
                || file.startsWith(COURSE.labs().resolve(".backups")));
        assertEquals(Set.of(), left, "no program names these in //SOURCES");
    }

    @Test
    @DisplayName("IntelliJ IDEA and VS Code see the same sources, libraries and modules")
    void alike() {
        Map<Module, List<Path>> jars = withoutJars();
        jars.replaceAll((module, none) -> List.of(Path.of("/of " + module.name() + "/a&b.jar"), Path.of("/c.jar")));
        Map<Path, String> files = files(jars);
        IntellijView intellij = new IntellijView(FOLDER.resolve(".idea"), files);
        for (Module module : MODULES) {
            assertEquals(eclipse(module, files), intellij.of(module.name()), module.name());
            assertEquals(jars.get(module), intellij.of(module.name()).jars());
            intellij.prefixes(module.name())
                    .forEach((folder, prefix) -> assertEquals(declared(folder), prefix, folder.toString()));
        }
    }

    /** The package that the first file of a folder with code names. */
    private static String declared(Path folder) {
        return ProjectView.javaBelow(folder)
                .stream()
                .filter(file -> file.getParent().equals(folder))
                .flatMap(file -> Pattern.compile("(?m)^package (.*);").matcher(read(file)).results())
                .map(line -> line.group(1))
                .findFirst()
                .orElse("");
    }

    private static String read(Path file) {
        return assertDoesNotThrow(() -> Files.readString(file));
    }

    @Test
    @DisplayName("VS Code's compiler accepts what the projects describe")
    void compiles(@TempDir Path classes) {
        Map<Module, List<Path>> jars = withoutJars();
        jars.replaceAll((module, none) -> isTried(module) ? ClassPath.of(COURSE, module.programs()) : none);
        Map<Path, String> files = files(jars);
        for (Module module : MODULES.stream().filter(EditorsTest::isTried).toList()) {
            ProjectView view = eclipse(module, files);
            assertEquals("", errors(view, classes, classes.resolve(module.name())), module.name());
        }
    }

    private static String errors(ProjectView view, Path classes, Path output) {
        String classPath = Stream.concat(view.jars().stream(), view.modules().stream().map(classes::resolve))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of("-25", "-proc:none", "-nowarn", "-parameters",
                "-encoding", "UTF-8", "-classpath", classPath, "-d", output.toString()));
        view.sources().forEach(file -> command.add(file.toString()));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        CompilationProgress none = null;
        boolean good = BatchCompiler.compile(command.toArray(String[]::new), out, out, none);
        assertTrue(good || !said.toString().isEmpty());
        return said.toString();
    }
}
