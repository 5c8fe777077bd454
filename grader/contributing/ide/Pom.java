package grader.contributing.ide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.machine.os.Commands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Maven pom for IDEs. The reference is its main source, and a program its test source: so IDEs run the tests in it,
 * and the reference sees no library but those of its labs.
 */
public final class Pom {

    private static final String TEXT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>course</groupId>
              <artifactId>inside-the-server</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>25</maven.compiler.release>
                <maven.compiler.parameters>true</maven.compiler.parameters>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencyManagement>
                <dependencies>
            %s    </dependencies>
              </dependencyManagement>
              <dependencies>
            %s  </dependencies>
              <build>
                <testSourceDirectory>%s</testSourceDirectory>
                <plugins>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>3.14.1</version>
                    <configuration>
                      <proc>none</proc>
                      <testIncludes>
                        <testInclude>docs/**/*.java</testInclude>
                        <testInclude>grader/**/*.java</testInclude>
                      </testIncludes>
                      <testExcludes>
            %s          </testExcludes>
                    </configuration>
                  </plugin>
                  <plugin>
                    <artifactId>maven-surefire-plugin</artifactId>
                    <version>3.5.4</version>
                    <configuration>
                      <workingDirectory>%s</workingDirectory>
                    </configuration>
                  </plugin>
                  <plugin>
                    <groupId>org.codehaus.mojo</groupId>
                    <artifactId>build-helper-maven-plugin</artifactId>
                    <version>3.6.1</version>
                    <executions>
                      <execution>
                        <phase>generate-sources</phase>
                        <goals>
                          <goal>add-source</goal>
                        </goals>
                        <configuration>
                          <sources>
            %s              </sources>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;
    /** `GROUP:ARTIFACT`, with `:VERSION` unless a BOM has it, and what JBang makes of it. */
    private static final Pattern DEPS = Pattern.compile(
            "(?<group>[^:@]+):(?<artifact>[^:@]+)(?::(?<version>[^:@]+))?(?::(?<classifier>[^:@]+))?"
                    + "(?:@(?<type>pom|fatjar))?");

    private Pom() {}

    /**
     * The pom's text.
     *
     * @param folder where it is to be
     * @param program what JBang compiles for it is in the pom, besides the reference
     * @throws UserError if JBang cannot resolve the libraries
     */
    public static String of(Course course, Path folder, Path program) {
        JsonNode compiled = compiled(course, program);
        List<Lab> labs = course.all();
        List<String> own = labs.getLast().data().libraries();
        List<String> all = new ArrayList<>(own);
        compiled.path("dependencies").forEach(line -> all.add(line.asText()));
        Map<String, Matcher> deps = new LinkedHashMap<>();
        for (String line : all) {
            Matcher dep = parsed(line);
            deps.putIfAbsent(dep.group("group") + ":" + dep.group("artifact"), dep);
        }
        String root = folder.relativize(course.root()).toString();
        return TEXT.formatted(
                lines(deps.values().stream().filter(Pom::isBom).map(dep -> dependency(dep, "import"))),
                lines(deps.values()
                        .stream()
                        .filter(dep -> !isBom(dep))
                        .map(dep -> dependency(dep, own.contains(dep.group()) ? "compile" : "test"))),
                root,
                lines(left(course, compiled).map(file -> "<testExclude>" + file + "</testExclude>")),
                root,
                lines(labs.stream().map(lab -> "<source>" + folder.relativize(lab.reference()) + "</source>")));
    }

    /** What JBang compiles for a program, and with which libraries. */
    private static JsonNode compiled(Course course, Path program) {
        String jbang = course.root().resolve("jbang").toString();
        try {
            return new JsonMapper().readTree(Commands.output(List.of(jbang, "info", "tools", program.toString())));
        } catch (Commands.Failed | JsonProcessingException failed) {
            throw new UserError("JBang could not resolve " + PathText.shown(program) + ": " + failed.getMessage(),
                    "see whether it is there, whether there is a network, and whether its libraries' versions exist");
        }
    }

    private static Matcher parsed(String line) {
        Matcher dep = DEPS.matcher(line);
        if (!dep.matches()) {
            throw new UserError(
                    "//DEPS " + line + " is not GROUP:ARTIFACT:VERSION, with or without :CLASSIFIER, @pom or "
                            + "@fatjar",
                    "write it so, or teach " + Pom.class.getName());
        }
        return dep;
    }

    private static boolean isBom(Matcher dep) {
        return "pom".equals(dep.group("type"));
    }

    private static String dependency(Matcher dep, String scope) {
        String alone = "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>";
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s%s<scope>%s</scope>%s</dependency>"
                .formatted(dep.group("group"), dep.group("artifact"), element(dep, "version"),
                        element(dep, "classifier"), scope,
                        isBom(dep) ? "<type>pom</type>" : "fatjar".equals(dep.group("type")) ? alone : "");
    }

    private static String element(Matcher dep, String name) {
        String value = dep.group(name);
        return value == null ? "" : "<" + name + ">" + value + "</" + name + ">";
    }

    /** Java files that JBang does not compile, relative to the checkout. Of a folder without any others: all of it. */
    private static Stream<Path> left(Course course, JsonNode compiled) {
        Set<Path> files = new HashSet<>();
        compiled.path("sources").forEach(source -> files.add(Path.of(source.path("backingResource").asText())));
        Set<Path> folders = files.stream().map(Path::getParent).collect(Collectors.toSet());
        return Stream.of("docs", "grader")
                .flatMap(top -> Folders.filesBelow(course.root().resolve(top)).stream())
                .filter(file -> PlatformFiles.isSource(file.getFileName().toString()) && !files.contains(file))
                .map(file -> folders.contains(file.getParent()) ? file : file.resolveSibling("*.java"))
                .distinct()
                .map(course.root()::relativize);
    }

    private static String lines(Stream<String> elements) {
        return elements.map(element -> " ".repeat(12) + element + "\n").collect(Collectors.joining());
    }
}
