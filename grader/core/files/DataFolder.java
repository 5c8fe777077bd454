package grader.core.files;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** Reads folders of YAML files that all have one shape. */
public final class DataFolder {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private DataFolder() {}

    /**
     * What is made of each file of `folder`, by name; nothing if there is no such folder.
     *
     * @param data the type of a file's contents
     * @param made out of the name of a file, without `.yaml`, and its contents
     * @param remedy where a file cannot be read
     */
    public static <D, T> List<T> read(Path folder, TypeReference<D> data, BiFunction<String, D, T> made,
            String remedy) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> made.apply(file.getFileName().toString().replace(".yaml", ""),
                            contents(file, data, remedy)))
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(folder));
        }
    }

    private static <D> D contents(Path file, TypeReference<D> data, String remedy) {
        try {
            return YAML.readValue(file.toFile(), data);
        } catch (IOException error) {
            throw new UserError(PathText.shown(file) + ": " + error.getMessage().lines().findFirst().orElse(""),
                    remedy);
        }
    }
}
