package grader.contributing.ide;

import grader.core.course.Course;
import grader.core.files.AtomicFile;
import grader.core.files.PathText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `editors`: writes what IntelliJ IDEA and VS Code need to open the whole repository. */
@Command(name = "editors", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Writes a Maven pom for IntelliJ IDEA and VS Code into build/editors/, with the reference, what "
                + "`verify` is compiled from, and their libraries. Run it again when a program, a lab or a library "
                + "was added.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:called wrongly, a library could not be fetched, or a file not written"})
public final class EditorsCommand implements Callable<Integer> {

    /** The folder's settings for learners hide solutions/ and leave build/ out. */
    private static final String VSCODE = """
            {
              "folders": [{ "name": "Inside the Server", "path": "../.." }],
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

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PROGRAM", arity = "0..1", defaultValue = "grader/verify.java",
            description = "a program with libraries of its own, such as grader/bench/bench.java: then the pom has what "
                    + "that one is compiled from, and not ${DEFAULT-VALUE}")
    private Path program;

    private final Path start;

    /** @param start in the checkout */
    public EditorsCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() {
        Course course = Course.around(start);
        Path pom = course.root().resolve("build/editors/pom.xml");
        Path workspace = pom.resolveSibling("course.code-workspace");
        AtomicFile.write(pom, Pom.of(course, pom.getParent(), course.root().resolve(program)));
        AtomicFile.write(workspace, VSCODE);
        spec.commandLine().getOut().printf("IntelliJ IDEA: open %s as a project%n", PathText.shown(pom));
        spec.commandLine().getOut().printf("VS Code: open the workspace %s%n", PathText.shown(workspace));
        return 0;
    }
}
