package docs.site;

import grader.lab.Course;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder that the site is written to. A list of what was written stands in it, so that the next build can take away
 * what it no longer makes; a folder with files of somebody else's is left alone.
 */
final class Output {

    private static final String LIST = ".site-files";

    private final Path folder;

    Output(Path folder) {
        this.folder = folder;
    }

    void write(Map<String, String> files) {
        try {
            Files.createDirectories(folder);
            for (String old : written()) {
                if (!files.containsKey(old)) {
                    Files.deleteIfExists(folder.resolve(old));
                }
            }
            Files.writeString(folder.resolve(LIST), String.join("\n", files.keySet()) + "\n");
            for (var file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(folder.resolve(".nojekyll"), "");     // GitHub Pages: serve the files as they are
        } catch (IOException error) {
            throw Problem.of(error, "writing the site");
        }
    }

    private List<String> written() throws IOException {
        Path list = folder.resolve(LIST);
        if (Files.exists(list)) {
            return Files.readAllLines(list).stream().filter(name -> name.matches("[\\w-]+\\.\\w+")).toList();
        }
        try (var others = Files.list(folder)) {
            if (others.findAny().isPresent()) {
                throw new Problem(Course.shown(folder) + " holds files that the site builder did not write",
                        "give another folder with --out, or an empty one");
            }
        }
        return List.of();
    }
}
