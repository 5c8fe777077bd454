package grader.contributing.ide;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All files that `editors` writes, into one folder. */
public final class EditorFiles {

    /** The file that VS Code opens, in that folder. */
    static final String WORKSPACE = "course.code-workspace";
    /** The folder's settings for learners hide solutions/ and leave these projects out. */
    private static final String VSCODE = """
            {
              "folders": [{ "name": "Inside the Server", "path": "%s" }],
              "settings": {
                "java.import.exclusions": ["**/node_modules"],
                "java.format.settings.url": "grader/contributing/formatting/profile.xml",
                "search.exclude": { "build": true }
              },
              "extensions": {
                "recommendations": ["vscjava.vscode-java-pack", "asciidoctor.asciidoctor-vscode"]
              }
            }
            """;

    private EditorFiles() {}

    /** Where a checkout has them. */
    public static Path folder(Course course) {
        return course.root().resolve("build/editors");
    }

    /**
     * The text of each file.
     *
     * @param folder below the checkout's
     * @param jars of each module
     */
    public static Map<Path, String> of(Course course, Path folder, Map<Module, List<Path>> jars) {
        Map<Path, String> files = new TreeMap<>(IntellijProject.files(course, folder, jars));
        files.putAll(EclipseProjects.files(course, folder, jars));
        files.put(folder.resolve(WORKSPACE), VSCODE.formatted(folder.relativize(course.root())));
        return files;
    }

    /** Writes them, and creates the folders that they need. */
    static void write(Course course, Path folder, Map<Module, List<Path>> jars) {
        of(course, folder, jars).forEach(AtomicFile::write);
        jars.keySet()
                .stream()
                .flatMap(module -> EclipseProjects.folders(course, folder, module))
                .forEach(EditorFiles::create);
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException error) {
            throw UserError.of(error, "creating " + PathText.shown(folder));
        }
    }
}
