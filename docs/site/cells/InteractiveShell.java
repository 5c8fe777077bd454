package docs.site.cells;

import grader.core.console.UserError;
import grader.core.files.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.tool.JavaShellToolBuilder;

/** The JDK's own `jshell`, which begins with the cells of a page: its reader goes on where the page stops. */
public final class InteractiveShell {

    private static final Pattern CONTINUED = Pattern.compile("^\\s*(?:[.?:+*&|<>=]|- |/ |instanceof )");
    private static final Pattern COMMENT = Pattern.compile("(\\s)//([^\"]*)$");

    private final JavaShellToolBuilder tool;

    /** @param tool speaks to the reader's terminal, unless it is told otherwise */
    public InteractiveShell(JavaShellToolBuilder tool) {
        this.tool = tool;
    }

    /**
     * Runs the cells, and then what the reader types, until `/exit`.
     *
     * @return the exit code
     */
    public int run(List<Cell> cells, List<Path> classPath) {
        Path folder = folder();
        try {
            Path start = Files.write(folder.resolve("start.jsh"), CellJShell.IMPORTS);
            List<String> words = new ArrayList<>(List.of("--startup", start.toString()));
            words.addAll(List.of("--class-path", classPath.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator))));
            CellJShell.LANGUAGE.forEach(flag -> words.add("-R" + flag));
            for (Cell cell : cells) {
                words.add(Files.writeString(folder.resolve(cell.id() + ".jsh"), joined(cell.code()) + "\n").toString());
            }
            return tool.start(words.toArray(String[]::new));
        } catch (IOException error) {
            throw UserError.of(error, "writing the cells for jshell");
        } catch (Exception error) {
            throw new UserError("jshell failed: " + error.getMessage(), "run jshell alone, which may say more");
        } finally {
            Folders.delete(folder);
        }
    }

    /**
     * The same code, where no line begins with an operator: `jshell` reads line by line, and takes a statement that
     * could end with its line to end there. A comment at the end of a line that goes on gets an end of its own.
     */
    public static String joined(String code) {
        StringBuilder all = new StringBuilder();
        boolean inText = false;
        for (String line : code.split("\n", -1)) {
            if (!inText && CONTINUED.matcher(line).find()) {
                int start = all.lastIndexOf("\n") + 1;
                String last = COMMENT.matcher(all.substring(start)).replaceFirst("$1/*$2 */");
                all.replace(start, all.length(), last).append(' ').append(line.strip());
            } else {
                all.append(all.isEmpty() ? "" : "\n").append(line);
            }
            inText ^= line.split("\"\"\"", -1).length % 2 == 0;
        }
        return all.toString();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("cells-shell");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for cells");
        }
    }
}
