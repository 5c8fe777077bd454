package grader.proofs.hostile;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Lab;
import grader.core.files.DataFolder;
import grader.core.files.Folders;
import grader.core.source.Change;
import grader.core.starter.Starter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A submission that tries to harm its grader, the machine, or other submissions, or to get points for nothing: the
 * reference with changes.
 *
 * @param title the name that it is handed in with
 * @param does in words that go on with "a submission that …"
 * @param start Java statements that its process begins with; empty: none
 * @param sources further ones, by the names of their files
 * @param encoding of the sources
 * @param links from paths in the submission to what they lead to
 * @param layer1 its verdict in isolation layer 1
 * @param layer2 its verdict in isolation layer 2
 */
public record Hostile(String title, String does, String start, List<Change> changes,
        Map<String, String> sources, Charset encoding, Map<String, String> links,
        Expected layer1, Expected layer2) {

    private static final String MAIN = "Launcher.run(\"lab01\", args, this::run);";
    private static final String BEGINNING = "Beginning.java";
    private static final String BEGINNING_TEXT = """
            import module java.base;

            final class Beginning {
                static void run(String[] args) throws Exception {
                    %s
                }
            }
            """;

    /** What is in the data file. */
    private record Data(String title, String does, String start, List<Replaced> changes,
            Map<String, String> sources, String encoding, Map<String, String> links,
            String layer1, String layer2) {}

    private record Replaced(String file, String replace, String with) {}

    /** All of a lab, by name. */
    public static List<Hostile> of(Lab lab) {
        return DataFolder.read(lab.course().root().resolve("grader/proofs/hostile").resolve(lab.name()),
                new TypeReference<Data>() {},
                Hostile::of, "the record Hostile says what is in the file of a hostile submission");
    }

    private static Hostile of(String name, Data data) {
        return new Hostile(Objects.requireNonNullElse(data.title(), name), data.does(),
                Objects.requireNonNullElse(data.start(), ""),
                Objects.requireNonNullElse(data.changes(), List.<Replaced>of())
                        .stream()
                        .map(one -> new Change(one.file(), one.replace(), one.with()))
                        .toList(),
                Objects.requireNonNullElse(data.sources(), Map.of()),
                Charset.forName(Objects.requireNonNullElse(data.encoding(), "UTF-8")),
                Objects.requireNonNullElse(data.links(), Map.of()), Expected.of(data.layer1()),
                Expected.of(data.layer2()));
    }

    /**
     * Writes it as a checkout of the lab.
     *
     * @param values of the names in braces in its texts, such as `{out}` for the folder of results
     */
    public void write(Path folder, Lab lab, Map<String, String> values) throws IOException {
        Path own = Files.createDirectories(folder.resolve("labs").resolve(lab.folder()));
        for (Map.Entry<String, String> source : texts(lab, values).entrySet()) {
            Files.writeString(own.resolve(source.getKey()), source.getValue(), encoding);
        }
        for (Map.Entry<String, String> link : links.entrySet()) {
            Path from = folder.resolve(link.getKey());
            Folders.delete(from);
            Files.createSymbolicLink(from, Path.of(filled(link.getValue(), values)));
        }
    }

    private Map<String, String> texts(Lab lab, Map<String, String> values) {
        Map<String, String> texts = new TreeMap<>(Starter.reference(lab));
        if (!start.isEmpty()) {
            texts.put(BEGINNING, filled(BEGINNING_TEXT.formatted(start), values));
            change(texts, new Change(lab.script(), MAIN, "Beginning.run(args);\n    " + MAIN));
        }
        changes.forEach(
                one -> change(texts, new Change(one.file(), one.text(), filled(one.with(), values))));
        sources.forEach((name, text) -> texts.put(name, filled(text, values)));
        return texts;
    }

    private static void change(Map<String, String> texts, Change change) {
        texts.computeIfPresent(change.file(), change::in);
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
