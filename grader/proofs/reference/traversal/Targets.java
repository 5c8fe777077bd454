package grader.proofs.reference.traversal;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The targets of `targets.yaml`, which says what the words in braces stand for. */
public record Targets(List<String> up, List<String> slash, List<String> targets) {

    private static final Path FILE = Course.here().root().resolve("grader/proofs/reference/traversal/targets.yaml");
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}]+)\\*(\\d+)}");
    private static final Pattern TOP = Pattern.compile("\\{top(?::([^}]+))?}");

    public static Targets read() throws IOException {
        return new YAMLMapper().readValue(FILE.toFile(), Targets.class);
    }

    /**
     * Returns all targets: a list for each line of the file.
     *
     * @param top the absolute path of the folder with the secret
     */
    public List<List<String>> in(Path top) {
        return targets.stream().map(target -> combined(filled(target, top.toString())).distinct().toList()).toList();
    }

    private static String filled(String target, String top) {
        String repeated = REPEATED.matcher(target)
                .replaceAll(found -> quoted(found.group(1).repeat(Integer.parseInt(found.group(2)))));
        return TOP.matcher(repeated)
                .replaceAll(found -> quoted(found.group(1) == null ? top : top.replace("/", found.group(1))));
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private Stream<String> combined(String target) {
        return up.stream()
                .flatMap(dots -> slash.stream()
                        .map(separator -> target.replace("{up}", dots).replace("{slash}", separator)));
    }
}
