package docs.site.build;

import grader.core.console.UserError;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder that the site is written to. It holds a list of what was written, so that the next build can delete what
 * it no longer makes. A folder with other files is left alone.
 */
final class Output {

    private static final String LIST = ".site-files";

    /** A file as it was left: its text, and when. */
    private record Left(String text, FileTime time) {}

    private final Path folder;
    private final Map<String, Left> left = new HashMap<>();

    Output(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes those of `files` that are not there yet, and returns their names. A file that is as it should be keeps its
     * time. What the list names and neither `files` nor `others` do is deleted.
     *
     * @param others names of files that another call writes
     */
    List<String> write(Map<String, String> files, Set<String> others) {
        List<String> changed = new ArrayList<>();
        Set<String> all = new TreeSet<>(others);
        all.addAll(files.keySet());
        try {
            Files.createDirectories(folder);
            left.keySet().retainAll(all);
            for (String old : written()) {
                if (!all.contains(old)) {
                    Files.deleteIfExists(folder.resolve(old));
                }
            }
            put(LIST, String.join("\n", all) + "\n");
            for (var file : files.entrySet()) {
                if (put(file.getKey(), file.getValue())) {
                    changed.add(file.getKey());
                }
            }
            put(".nojekyll", "");     // GitHub Pages: serve the files as they are
        } catch (IOException error) {
            throw UserError.of(error, "writing the site");
        }
        return changed;
    }

    private boolean put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Left before = left.get(name);
        if (before != null && before.text.equals(text) && Files.exists(file)
                && Files.getLastModifiedTime(file).equals(before.time)) {
            return false;
        }
        boolean changed = changed(file, text);
        left.put(name, new Left(text, Files.getLastModifiedTime(file)));
        return changed;
    }

    private static boolean changed(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        Files.write(file, bytes);
        return true;
    }

    private List<String> written() throws IOException {
        Path list = folder.resolve(LIST);
        if (Files.exists(list)) {
            return Files.readAllLines(list).stream().filter(name -> name.matches("[\\w-]+\\.\\w+")).toList();
        }
        try (var others = Files.list(folder)) {
            if (others.findAny().isPresent()) {
                throw new UserError(PathText.shown(folder) + " holds files that the site builder did not write",
                        "give another folder with --out, or an empty one");
            }
        }
        return List.of();
    }
}
