package grader.ide;

import grader.course.Course;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an IntelliJ IDEA project, relative to its folder. The modules' content lies outside that folder, so the
 * project does not touch the one for learners in the checkout's `.idea`.
 */
final class IntellijProject {

    private static final String MISC = Xml.HEAD + """
            <project version="4">
              <component name="ProjectRootManager" version="2" languageLevel="JDK_25" default="true" \
            project-jdk-name="25" project-jdk-type="JavaSDK">
                <output url="file://$PROJECT_DIR$/out" />
              </component>
            </project>
            """;
    /** As JBang compiles. */
    private static final String COMPILER = Xml.HEAD + """
            <project version="4">
              <component name="CompilerConfiguration">
                <bytecodeTargetLevel target="25" />
              </component>
              <component name="JavacSettings">
                <option name="ADDITIONAL_OPTIONS_STRING" value="-parameters -proc:none" />
              </component>
            </project>
            """;
    private static final String MODULE = Xml.HEAD + """
            <module type="JAVA_MODULE" version="4">
              <component name="NewModuleRootManager" inherit-compiler-output="true">
                <exclude-output />
            %s    <orderEntry type="inheritedJdk" />
                <orderEntry type="sourceFolder" forTests="false" />
                <orderEntry type="module-library">
                  <library name="%s">
                    <CLASSES>
            %s        </CLASSES>
                    <JAVADOC />
                    <SOURCES />
                  </library>
                </orderEntry>
            %s  </component>
            </module>
            """;

    private final Course course;
    private final Path folder;

    private IntellijProject(Course course, Path folder) {
        this.course = course;
        this.folder = folder;
    }

    /**
     * The text of each file.
     *
     * @param folder of the project
     * @param jars of each module
     */
    static Map<Path, String> files(Course course, Path folder, Map<Module, List<Path>> jars) {
        IntellijProject project = new IntellijProject(course, folder);
        Map<Path, String> files = new TreeMap<>();
        Path idea = folder.resolve(".idea");
        files.put(idea.resolve(".name"), "Inside the Server\n");
        files.put(idea.resolve("misc.xml"), MISC);
        files.put(idea.resolve("compiler.xml"), COMPILER);
        files.put(idea.resolve("vcs.xml"), project.vcs());
        files.put(idea.resolve("modules.xml"), modules(jars.keySet().stream()));
        jars.forEach((module, own) -> files.put(idea.resolve(module.name() + ".iml"), project.module(module, own)));
        return files;
    }

    private static String modules(Stream<Module> all) {
        return Xml.HEAD + """
                <project version="4">
                  <component name="ProjectModuleManager">
                    <modules>
                %s    </modules>
                  </component>
                </project>
                """.formatted(all.map(module -> "$PROJECT_DIR$/.idea/" + module.name() + ".iml")
                .map(file -> "      <module fileurl=\"file://%s\" filepath=\"%s\" />\n".formatted(file, file))
                .collect(Collectors.joining()));
    }

    private String vcs() {
        return Xml.HEAD + """
                <project version="4">
                  <component name="VcsDirectoryMappings">
                    <mapping directory="$PROJECT_DIR$/%s" vcs="Git" />
                  </component>
                </project>
                """.formatted(folder.relativize(course.root()));
    }

    private String module(Module module, List<Path> jars) {
        String contents = module.name().equals(Modules.GRADER)
                ? checkout(module)
                : module.roots().stream().map(root -> content(root, module)).collect(Collectors.joining());
        String libraries = jars.stream()
                .map(jar -> "          <root url=\"jar://" + Xml.escaped(jar) + "!/\" />\n")
                .collect(Collectors.joining());
        String grader = "    <orderEntry type=\"module\" module-name=\"" + Modules.GRADER + "\" />\n";
        return MODULE.formatted(contents, module.name(), libraries, module.usesGrader() ? grader : "");
    }

    /** The module that shows all the other files of the checkout, too. */
    private String checkout(Module module) {
        List<Module.Root> outer = module.roots()
                .stream()
                .filter(root -> module.others().stream().noneMatch(root.folder()::startsWith))
                .toList();
        return content(course.root(), outer, Stream.concat(module.unused().stream(),
                Stream.of("build", "labs/.backups", "labs/.mine").map(course.root()::resolve)).toList())
                + module.roots()
                        .stream()
                        .filter(root -> !outer.contains(root))
                        .map(root -> content(root, module))
                        .collect(Collectors.joining());
    }

    private String content(Module.Root root, Module module) {
        return content(root.folder(), List.of(root),
                module.unused().stream().filter(folder -> folder.startsWith(root.folder())).toList());
    }

    private String content(Path top, List<Module.Root> roots, List<Path> excluded) {
        return "    <content url=\"" + url(top) + "\">\n"
                + roots.stream().map(this::sourceFolder).collect(Collectors.joining())
                + excluded.stream()
                        .map(folder -> "      <excludeFolder url=\"" + url(folder) + "\" />\n")
                        .collect(Collectors.joining())
                + "    </content>\n";
    }

    private String sourceFolder(Module.Root root) {
        return "      <sourceFolder url=\"" + url(root.folder()) + "\" isTestSource=\"false\""
                + (root.packageName().isEmpty() ? "" : " packagePrefix=\"" + root.packageName() + "\"") + " />\n";
    }

    private String url(Path path) {
        return "file://$MODULE_DIR$/" + folder.resolve(".idea").relativize(path);
    }
}
