package grader.contributing.ide;

import grader.core.course.Course;
import java.nio.file.Path;
import java.util.ArrayList;
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
        files.put(idea.resolve(".name"), "Inside the Server");
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
        String libraries = jars.stream()
                .map(jar -> "          <root url=\"jar://" + Xml.escaped(jar) + "!/\" />\n")
                .collect(Collectors.joining());
        String grader = "    <orderEntry type=\"module\" module-name=\"" + Modules.GRADER + "\" />\n";
        return MODULE.formatted(contents(module), module.name(), libraries, module.usesGrader() ? grader : "");
    }

    /** The module `grader` shows all the other files of the checkout, too. */
    private String contents(Module module) {
        boolean showsAll = module.name().equals(Modules.GRADER);
        List<Path> tops = new ArrayList<>(showsAll ? List.of(course.root()) : List.of());
        for (Module.Root root : module.roots()) {
            if (tops.stream().noneMatch(top -> reaches(top, root.folder(), module))) {
                tops.add(root.folder());
            }
        }
        Stream<Path> hidden = Stream.of("build", "labs/.backups", "labs/.mine").map(course.root()::resolve);
        List<Path> excluded = Stream.concat(module.unused().stream(), showsAll ? hidden : Stream.of()).toList();
        return tops.stream()
                .map(top -> content(top,
                        module.roots().stream().filter(root -> reaches(top, root.folder(), module)).toList(),
                        excluded.stream().filter(folder -> reaches(top, folder, module)).toList()))
                .collect(Collectors.joining());
    }

    /** Whether a folder is below another one, and nothing of another module is between them. */
    private static boolean reaches(Path top, Path folder, Module module) {
        return folder.startsWith(top)
                && module.others().stream().noneMatch(other -> other.startsWith(top) && folder.startsWith(other));
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
