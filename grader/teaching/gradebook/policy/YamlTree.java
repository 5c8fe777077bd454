package grader.teaching.gradebook.policy;

import grader.core.console.UserError;
import grader.core.files.PathText;
import grader.teaching.gradebook.Finding;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file whose author's mistakes are collected, each with its line, instead of ending at the first one. */
final class YamlTree {

    private final Path file;
    private final List<Finding> mistakes;

    YamlTree(Path file, List<Finding> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    /** The root; empty for a file without content, and for a file that is not YAML, which is a mistake. */
    Optional<Node> root() {
        try (Reader reader = Files.newBufferedReader(file)) {
            return Optional.ofNullable(new Yaml(new LoaderOptions()).compose(reader));
        } catch (MarkedYAMLException error) {
            int line = error.getProblemMark() == null ? 1 : error.getProblemMark().getLine() + 1;
            mistake(line, "not YAML: " + error.getProblem(), "fix this line or the one above it");
        } catch (YAMLException error) {
            mistake(1, "not YAML: " + error.getMessage().lines().findFirst().orElse(""), "write it as UTF-8 text");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
        return Optional.empty();
    }

    /** The values of a mapping, by key. An unknown key is a mistake; with `keys` null all keys are known. */
    Map<String, Node> mapping(Node node, String what, Set<String> keys) {
        Map<String, Node> values = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            mistake(node, what + " is no mapping", "write lines such as KEY: VALUE");
            return values;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (keys != null && !keys.contains(key)) {
                mistake(entry.getKeyNode(), what + " has no key '" + key + "'",
                        "its keys are " + String.join(", ", keys.stream().sorted().toList()));
            } else if (values.put(key, entry.getValueNode()) != null) {
                mistake(entry.getKeyNode(), "'" + key + "' is there twice", "leave one of them out");
            }
        }
        return values;
    }

    List<Node> sequence(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        mistake(node, what + " is no list", "write lines that begin with -");
        return List.of();
    }

    /** What `reader` makes of the text of `key`; empty if it is not there, or makes no sense, which is a mistake. */
    <T> Optional<T> value(Map<String, Node> values, String key, Function<String, Optional<T>> reader, String remedy) {
        Node node = values.get(key);
        if (node == null) {
            return Optional.empty();
        }
        Optional<T> value = node instanceof ScalarNode scalar ? reader.apply(scalar.getValue()) : Optional.empty();
        if (value.isEmpty()) {
            String shown = node instanceof ScalarNode scalar ? "'" + scalar.getValue() + "'" : "a list or a mapping";
            mistake(node, key + ": " + shown, remedy);
        }
        return value;
    }

    void mistake(Node node, String what, String remedy) {
        mistake(line(node), what, remedy);
    }

    private void mistake(int line, String what, String remedy) {
        mistakes.add(new Finding(place(line) + ": " + what, remedy));
    }

    String place(int line) {
        return PathText.shown(file) + ":" + line;
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
