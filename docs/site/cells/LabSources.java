package docs.site.cells;

import grader.lab.Lab;
import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sources that a lab's script names with `//SOURCES`, and those that its earlier labs' scripts name. */
final class LabSources {

    private static final Pattern SOURCES = Pattern.compile("(?m)^//SOURCES +(\\S+)$");

    private final Map<String, String> texts = new LinkedHashMap<>();

    private LabSources() {}

    /** File name to text, as in the reference, without the scripts. */
    static Map<String, String> of(Lab lab) {
        LabSources all = new LabSources();
        try {
            all.follow(lab.reference().resolve(lab.script()));
        } catch (IOException error) {
            throw Problem.of(error, "reading the sources of " + lab.name());
        }
        return all.texts;
    }

    private void follow(Path script) throws IOException {
        Matcher named = SOURCES.matcher(Files.readString(script));
        while (named.find()) {
            Path pattern = script.resolveSibling(named.group(1)).normalize();
            try (var files = Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
                for (Path file : files) {
                    add(file, script);
                }
            }
        }
    }

    private void add(Path file, Path script) throws IOException {
        String name = file.getFileName().toString();
        if (!name.matches("lab\\d\\d\\.java")) {
            texts.put(name, Files.readString(file));
        } else if (!file.equals(script)) {
            follow(file);
        }
    }
}
