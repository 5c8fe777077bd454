package grader.teaching.gradebook.policy;

import grader.core.files.PathText;
import grader.teaching.gradebook.Finding;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads extra points: a list in the policy, or the name of a CSV file beside it. Both have the same members. */
final class ExtraReader {

    private static final List<String> MEMBERS = List.of("name", "lab", "points", "reason");

    private final Path policy;
    private final YamlTree yaml;
    private final Predicate<String> isLab;
    private final List<Finding> mistakes;

    ExtraReader(Path policy, YamlTree yaml, Predicate<String> isLab, List<Finding> mistakes) {
        this.policy = policy;
        this.yaml = yaml;
        this.isLab = isLab;
        this.mistakes = mistakes;
    }

    List<ExtraPoints> read(Node node) {
        if (node instanceof ScalarNode file) {
            return ofCsv(policy.resolveSibling(file.getValue()), file);
        }
        List<ExtraPoints> all = new ArrayList<>();
        for (Node item : yaml.sequence(node, "extra")) {
            Map<String, Node> values = yaml.mapping(item, "extra", Set.copyOf(MEMBERS));
            Map<String, String> texts = new LinkedHashMap<>();
            MEMBERS.forEach(member -> yaml.value(values, member, Optional::of, "write text")
                    .ifPresent(text -> texts.put(member, text)));
            one(texts, yaml.place(YamlTree.line(item))).ifPresent(all::add);
        }
        return all;
    }

    private List<ExtraPoints> ofCsv(Path file, Node named) {
        List<CsvRows.Row> rows;
        try {
            rows = CsvRows.of(Files.readString(file));
        } catch (CharacterCodingException error) {
            mistakes.add(new Finding(PathText.shown(file) + ": it is not UTF-8", "save it as CSV in UTF-8"));
            return List.of();
        } catch (IOException error) {
            yaml.mistake(named, "extra: " + PathText.shown(file) + " cannot be read",
                    "write a list, or the name of a CSV file in the policy's folder");
            return List.of();
        }
        List<String> header = rows.isEmpty() ? List.of() : rows.getFirst().cells();
        if (!header.containsAll(MEMBERS)) {
            mistakes.add(new Finding(PathText.shown(file) + ":1: the first line does not name all columns",
                    "write " + String.join(",", MEMBERS)));
            return List.of();
        }
        List<ExtraPoints> all = new ArrayList<>();
        for (CsvRows.Row row : rows.subList(1, rows.size())) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(header.size(), row.cells().size()); i++) {
                texts.put(header.get(i), row.cells().get(i));
            }
            one(texts, PathText.shown(file) + ":" + row.line()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<ExtraPoints> one(Map<String, String> texts, String place) {
        int before = mistakes.size();
        String name = texts.getOrDefault("name", "");
        String lab = texts.getOrDefault("lab", "");
        String points = texts.getOrDefault("points", "");
        check(!name.isBlank(), place + ": extra points without a name", "write the submission's name");
        check(isLab.test(lab), place + ": lab: there is no lab '" + lab + "'", "write it as lab01");
        check(PolicyReader.number(points).isPresent(), place + ": points: '" + points + "' is no number",
                "write it as 5, 2.5 or -3");
        return mistakes.size() > before ? Optional.empty()
                : Optional.of(new ExtraPoints(name, lab, Double.parseDouble(points),
                        texts.getOrDefault("reason", ""), place));
    }

    private void check(boolean right, String what, String remedy) {
        if (!right) {
            mistakes.add(new Finding(what, remedy));
        }
    }
}
