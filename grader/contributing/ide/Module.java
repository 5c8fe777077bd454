package grader.contributing.ide;

import java.nio.file.Path;
import java.util.List;

/**
 * What an editor compiles together: source folders that share one class path.
 *
 * @param programs one of them, or all, have JBang resolve the libraries
 * @param roots the outermost source folders; what is below one belongs to the module, too, unless it is in `others`
 * @param others folders with Java below the roots that belong to another module
 * @param unused folders with Java below the roots that no program names in `//SOURCES`
 * @param usesGrader whether it needs the classes of the module `grader`
 */
public record Module(String name, List<Path> programs, List<Root> roots, List<Path> others, List<Path> unused,
        boolean usesGrader) {

    /**
     * A source folder.
     *
     * @param packageName of the files that are directly in it, empty for the unnamed package
     */
    public record Root(Path folder, String packageName) {}
}
