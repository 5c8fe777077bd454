package grader.contributing.ide;

import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `editors`: writes what IntelliJ IDEA and VS Code need to open the whole repository. */
@Command(name = "editors", mixinStandardHelpOptions = true, usageHelpAutoWidth = true,
        description = "Writes projects for IntelliJ IDEA and VS Code into build/editors/, with all modules of the "
                + "repository and their libraries, which JBang fetches. Run it again when a program, a folder or a "
                + "library was added.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:called wrongly, a library could not be fetched, or a file not written"})
public final class EditorsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public EditorsCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() {
        Course course = Course.around(start);
        PrintWriter out = spec.commandLine().getOut();
        Map<Module, List<Path>> jars = new LinkedHashMap<>();
        for (Module module : Modules.of(course)) {
            jars.put(module, ClassPath.of(course, module.programs()));
            out.println(module.name() + ": " + jars.get(module).size() + " libraries");
        }
        Path folder = EditorFiles.folder(course);
        EditorFiles.write(course, folder, jars);
        out.println("IntelliJ IDEA: open the folder " + PathText.shown(folder));
        out.println("VS Code: open the workspace " + PathText.shown(folder.resolve(EditorFiles.WORKSPACE)));
        return 0;
    }
}
