package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.deploy.ArenaCommand;
import docs.studio.drills.DrillCommand;
import docs.studio.edge.ChainCommand;
import docs.studio.models.MeasureCommand;
import docs.studio.terminal.CourseCommand;
import grader.bench.edge.EdgeBench;
import grader.bench.overload.OverloadBench;
import grader.bench.server.EnginesBench;
import grader.bench.server.FilesBench;
import grader.bench.server.ServerBench;
import grader.commands.GradeCommand;
import grader.conformance.baseline.ConformanceCommand;
import grader.contributing.formatting.FormatCommand;
import grader.contributing.ide.EditorsCommand;
import grader.contributing.testrunner.VerifyCommand;
import grader.core.console.Style;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Libraries;
import grader.proofs.fuzzing.FuzzCommand;
import grader.proofs.mutants.MutantsCommand;
import grader.proofs.soak.Soak;
import grader.starters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What README.md, CONTRIBUTING.md, the workflows and the editors' settings name does exist. */
class ReadmeTest {

    private static final Path ROOT = Course.here().root();
    private static final List<String> PROSE = List.of("README.md", "CONTRIBUTING.md");
    private static final Set<String> LAYOUT =
            Set.of("README.md", "LICENSE", "CONTRIBUTING.md", "jbang", "jbang-catalog.json", "labs",
                    "solutions", "docs", "grader", ".ci", ".github", ".devcontainer", ".vscode", ".idea",
                    ".editorconfig", ".git-blame-ignore-revs", ".gitattributes", ".gitignore");
    /** Of git, of the tools, of editors: see .gitignore. */
    private static final Set<String> NOT_OURS = Set.of(".git", "build", "out", "bin", ".DS_Store");

    /** Each `./jbang …` in a line of prose or of a code block. */
    static Stream<String> commands() {
        return PROSE.stream()
                .flatMap(file -> all("`\\./jbang ([^`]+)`|(?m)^\\./jbang ([^#\\n]+)", read(file)))
                .map(found -> (found.group(1) == null ? found.group(2) : found.group(1)).strip())
                .distinct();
    }

    @ParameterizedTest(name = "./jbang {0}")
    @MethodSource("commands")
    void commandIsUnderstood(String command) {
        List<String> words = all("'([^']*)'|\\S+", command)
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .dropWhile(word -> word.startsWith("-") || word.equals("run") || word.startsWith("grader/libraries/"))
                .toList();
        String alias = words.getFirst();
        if (alias.endsWith(".java")) {
            assertTrue(Files.exists(ROOT.resolve(alias)), "there is no file " + alias);
            return;
        }
        assertTrue(CatalogTest.aliases().containsKey(alias), "there is no alias " + alias);
        String[] arguments = words.stream().skip(1).toArray(String[]::new);
        if (!alias.startsWith("lab")) {
            assertDoesNotThrow(() -> program(alias).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments));
        }
        for (String word : arguments) {
            assertTrue(!word.matches("lab\\d\\d") || CatalogTest.aliases().containsKey(word), "there is no " + word);
        }
    }

    private static CommandLine program(String alias) {
        return new CommandLine(switch (alias) {
            case "bench" -> CommandSpec.create()        // only `bench` has the libraries of the first five
                    .addSubcommand("breaker", CommandSpec.create())
                    .addSubcommand("cache", CommandSpec.create())
                    .addSubcommand("handlers", CommandSpec.create())
                    .addSubcommand("parser", CommandSpec.create())
                    .addSubcommand("pool", CommandSpec.create())
                    .addSubcommand("edge", new CommandLine(new EdgeBench()))
                    .addSubcommand("engines", new CommandLine(new EnginesBench()))
                    .addSubcommand("files", new CommandLine(new FilesBench()))
                    .addSubcommand("overload", new CommandLine(new OverloadBench()))
                    .addSubcommand("server", new CommandLine(new ServerBench()))
                    .addSubcommand("soak", new CommandLine(new Soak(ROOT)));
            case "grade" -> new GradeCommand(ROOT);
            case "arena" -> new ArenaCommand(ROOT);
            case "cells" -> new docs.studio.cells(ROOT, JavaShellToolBuilder.builder());
            case "chain" -> new ChainCommand(ROOT);
            case "course" -> new CourseCommand(ROOT, Style.PLAIN);
            case "drill" -> new DrillCommand(ROOT);
            case "editors" -> new EditorsCommand(ROOT);
            case "format" -> new FormatCommand(ROOT);
            case "fuzz" -> new FuzzCommand(ROOT);
            case "measure" -> MeasureCommand.in(ROOT);
            case "mutants" -> new MutantsCommand(ROOT);
            case "conformance" -> new ConformanceCommand();
            case "starters" -> new starters(ROOT);
            case "verify" -> new VerifyCommand();
            case "site" -> new docs.site.site(ROOT);
            default -> throw new AssertionError("this test does not know the command line of " + alias);
        });
    }

    @Test
    @DisplayName("every linked or named file exists")
    void files() {
        for (String file : PROSE) {
            all("\\]\\(([^)#\\s]+)[^)]*\\)", read(file)).map(link -> link.group(1))
                    .filter(link -> !link.startsWith("https://"))
                    .forEach(link -> assertTrue(Files.exists(ROOT.resolve(link)), file + " links to " + link));
            all("`((?:docs|grader|labs|solutions|\\.[a-z]+)/[^` ]*)`", read(file)).map(path -> path.group(1))
                    .filter(path -> !path.startsWith("labs/."))         // made where it is needed
                    .forEach(path -> assertTrue(Files.exists(ROOT.resolve(path)), file + " names " + path));
        }
    }

    @Test
    @DisplayName("workflows and settings run programs that exist, and workflows look at files that exist")
    void workflows() throws IOException {
        for (String file : filesBelow(".github/workflows", ".vscode", ".idea", ".devcontainer", ".ci")) {
            all("\\./jbang(?: run --sources \\S+)?(?: -\\S+)* ([a-z]\\w*)", read(file)).map(found -> found.group(1))
                    .forEach(alias -> assertTrue(CatalogTest.aliases().containsKey(alias),
                            file + ": there is no alias " + alias));
            all("(?m)^ *(?:- )?run: (\\S*/\\S+)", read(file)).map(found -> found.group(1))
                    .forEach(program -> assertTrue(Files.isExecutable(ROOT.resolve(program)),
                            file + ": " + program + " cannot be run"));
            for (MatchResult hashed : all("'([^']+)'",
                    all("hashFiles\\(.*?\\)", read(file)).map(MatchResult::group).toList().toString()).toList()) {
                Path path = ROOT.resolve(hashed.group(1).replaceFirst("^course/", ""));
                try (var found = Files.newDirectoryStream(path.getParent(), path.getFileName().toString())) {
                    assertTrue(found.iterator().hasNext(), file + ": there is no " + hashed.group(1));
                }
            }
        }
    }

    @Test
    @DisplayName("the editors know the folder of every lab, and the jars of its libraries")
    void editors() {
        for (Lab lab : Course.here().all()) {
            assertTrue(read(".vscode/settings.json").contains("\"labs/" + lab.folder() + '"'),
                    ".vscode/settings.json: " + lab.folder());
            assertTrue(read(".vscode/launch.json").contains("\"mainClass\": \"" + lab.name() + '"'),
                    ".vscode/launch.json: " + lab.name());
            assertTrue(read(".idea/labs.iml").contains("/labs/" + lab.folder() + '"'),
                    ".idea/labs.iml: " + lab.folder());
            assertTrue(Files.exists(ROOT.resolve(".idea/runConfigurations/" + lab.name() + ".xml")),
                    ".idea/runConfigurations: " + lab.name());
            for (Path jar : Libraries.of(lab)) {
                // ARTIFACT/VERSION/JAR
                String end = "/" + jar.subpath(jar.getNameCount() - 3, jar.getNameCount());
                assertTrue(read(".vscode/settings.json").contains(end + '"'), ".vscode/settings.json: " + end);
                assertTrue(read(".idea/labs.iml").contains(end + "!/"), ".idea/labs.iml: " + end);
            }
        }
    }

    @Test
    @DisplayName("the top level holds nothing but the layout")
    void layout() throws IOException {
        try (var entries = Files.list(ROOT)) {
            Set<String> names = new TreeSet<>(entries.map(entry -> entry.getFileName().toString()).toList());
            names.removeAll(NOT_OURS);
            assertTrue(names.containsAll(LAYOUT), "of " + LAYOUT + " there is only " + names);
            names.removeAll(LAYOUT);
            assertEquals(Set.of(), names, "what does not belong there");
        }
    }

    private static List<String> filesBelow(String... folders) throws IOException {
        Set<String> files = new TreeSet<>();
        for (String folder : folders) {
            try (var all = Files.walk(ROOT.resolve(folder))) {
                all.filter(Files::isRegularFile).forEach(file -> files.add(ROOT.relativize(file).toString()));
            }
        }
        return List.copyOf(files);
    }

    private static Stream<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    private static String read(String file) {
        return assertDoesNotThrow(() -> Files.readString(ROOT.resolve(file)));
    }
}
