package grader.contributing.ide;

import grader.core.course.Course;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of Eclipse projects, which VS Code's Java extension imports: a folder for each module, with links to the
 * source folders, so that nothing is written beside the sources.
 */
final class EclipseProjects {

    private static final String PROJECT = Xml.HEAD + """
            <projectDescription>
              <name>%s</name>
              <buildSpec>
                <buildCommand>
                  <name>org.eclipse.jdt.core.javabuilder</name>
                </buildCommand>
              </buildSpec>
              <natures>
                <nature>org.eclipse.jdt.core.javanature</nature>
              </natures>
              <linkedResources>
            %s  </linkedResources>
            </projectDescription>
            """;
    private static final String LINK = """
                <link>
                  <name>%s</name>
                  <type>2</type>
                  <locationURI>PARENT-%s-PROJECT_LOC/%s</locationURI>
                </link>
            """;
    private static final String CLASSPATH = Xml.HEAD + """
            <classpath>
            %s  <classpathentry kind="con" path="org.eclipse.jdt.launching.JRE_CONTAINER/\
            org.eclipse.jdt.internal.debug.ui.launcher.StandardVMType/JavaSE-25" />
            %s%s  <classpathentry kind="output" path="bin" />
            </classpath>
            """;
    private static final String PREFERENCES = """
            eclipse.preferences.version=1
            org.eclipse.jdt.core.compiler.codegen.methodParameters=generate
            org.eclipse.jdt.core.compiler.codegen.targetPlatform=25
            org.eclipse.jdt.core.compiler.compliance=25
            org.eclipse.jdt.core.compiler.release=enabled
            org.eclipse.jdt.core.compiler.source=25
            """;
    /** Where the packages of a module begin, in its project's folder. */
    private static final Path PACKAGES = Path.of("src");

    private final Course course;
    private final Path folder;
    private final Module module;

    private EclipseProjects(Course course, Path folder, Module module) {
        this.course = course;
        this.folder = folder;
        this.module = module;
    }

    /**
     * The text of each file.
     *
     * @param folder that holds those of the projects
     * @param jars of each module
     */
    static Map<Path, String> files(Course course, Path folder, Map<Module, List<Path>> jars) {
        Map<Path, String> files = new TreeMap<>();
        jars.forEach((module, own) -> {
            Path place = folder.resolve(module.name());
            EclipseProjects project = new EclipseProjects(course, place, module);
            files.put(place.resolve(".project"), project.description());
            files.put(place.resolve(".classpath"), project.classpath(own));
            files.put(place.resolve(".settings/org.eclipse.jdt.core.prefs"), PREFERENCES);
        });
        return files;
    }

    /** Folders that have to be there for the links in them. */
    static Stream<Path> folders(Course course, Path folder, Module module) {
        EclipseProjects project = new EclipseProjects(course, folder.resolve(module.name()), module);
        return project.linked().map(root -> project.folder.resolve(project.link(root)).getParent());
    }

    /** The roots that are not seen through the link to another one. */
    private Stream<Module.Root> linked() {
        return module.roots()
                .stream()
                .filter(root -> module.roots()
                        .stream()
                        .noneMatch(other -> !other.equals(root) && link(root).startsWith(link(other))));
    }

    /** Those whose folder is below another one, where its files would seem to be in another package. */
    private Stream<Module.Root> linkedTwice() {
        return linked().filter(root -> module.roots()
                .stream()
                .anyMatch(other -> !other.equals(root) && root.folder().startsWith(other.folder())));
    }

    private Path link(Module.Root root) {
        return root.packageName().isEmpty()
                ? root.folder().getFileName()
                : PACKAGES.resolve(root.packageName().replace('.', '/'));
    }

    private String description() {
        int up = folder.getNameCount() - course.root().getNameCount();
        return PROJECT.formatted(module.name(), linked()
                .map(root -> LINK.formatted(link(root), up, Xml.escaped(course.root().relativize(root.folder()))))
                .collect(Collectors.joining()));
    }

    private String classpath(List<Path> jars) {
        String sources = linked().map(root -> root.packageName().isEmpty() ? link(root) : PACKAGES)
                .distinct()
                .map(path -> "  <classpathentry kind=\"src\" path=\"" + path + "\"" + excluding(path) + " />\n")
                .collect(Collectors.joining());
        String libraries = jars.stream()
                .map(jar -> "  <classpathentry kind=\"lib\" path=\"" + Xml.escaped(jar) + "\" />\n")
                .collect(Collectors.joining());
        String grader = "  <classpathentry kind=\"src\" path=\"/" + Modules.GRADER + "\" />\n";
        return CLASSPATH.formatted(sources, libraries, module.usesGrader() ? grader : "");
    }

    private String excluding(Path path) {
        String patterns = Stream.of(module.others().stream(), module.unused().stream(),
                linkedTwice().map(Module.Root::folder))
                .flatMap(folders -> folders)
                .map(folder -> course.root().relativize(folder) + "/*.java")
                .sorted()
                .collect(Collectors.joining("|"));
        return patterns.isEmpty() || !path.equals(PACKAGES) ? "" : " excluding=\"" + patterns + "\"";
    }
}
