package docs.studio.models;

import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model of docs/site/explore, as record.mjs has written it. Its numbers are those of many runs as short as a
 * measurement, so they say how much is chance.
 *
 * @param what is measured
 * @param along the handle of which several places are measured, and those are `at`
 * @param seconds how long a run takes, in the model's time
 * @param within by how many percent of the model's numbers the reference may miss them
 * @param predicted by the values of the handles: for each number what 10%, half and 90% of the runs do not exceed
 */
public record Model(String name, String what, String along, List<Object> at, double seconds, int within,
        List<Quantity> numbers, List<Handle> handles, Map<String, List<List<Double>>> predicted) {

    /** What is measured, such as `wait, p99` in ms. */
    public record Quantity(String name, String unit) {}

    /** What a reader moves on the page, and a flag in the terminal. */
    public record Handle(String name, String label, String unit, List<Object> values, Object start) {

        List<String> texts() {
            return values.stream().map(String::valueOf).toList();
        }

        /** The value that a flag names: a number, or words or their beginning, with hyphens in place of spaces. */
        String value(String given) {
            List<String> begun = texts().stream()
                    .filter(value -> value.equals(given)
                            || !value.matches("[\\d.]+") && value.startsWith(given.replace('-', ' ')))
                    .toList();
            if (begun.size() != 1) {
                throw new UserError("--" + name + " " + given + ": the model has no such place",
                        "give one of " + texts().stream().map(Handle::quoted).collect(Collectors.joining(", ")));
            }
            return begun.getFirst();
        }

        static String quoted(String value) {
            return value.contains(" ") ? "'" + value + "'" : value;
        }
    }

    /** All that can be measured. */
    public static List<Model> all(Course course) {
        try (Stream<Path> files = Files.list(course.pages().resolve("explore"))) {
            List<Model> models = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
                models.add(new JsonMapper().readValue(file.toFile(), Model.class));
            }
            return models;
        } catch (IOException error) {
            throw UserError.of(error, "reading docs/pages/explore");
        }
    }

    /** Where the handles stand on the page at first. */
    public Place start() {
        Map<String, String> values = new LinkedHashMap<>();
        handles.forEach(handle -> values.put(handle.name(), String.valueOf(handle.start())));
        return new Place(values);
    }

    /** The places that are measured: this one, and others along one handle, in the handle's order. */
    List<Place> around(Place place) {
        List<String> wanted = at.stream().map(String::valueOf).toList();
        return handle(along).texts()
                .stream()
                .filter(value -> wanted.contains(value) || value.equals(place.text(along)))
                .map(value -> place.with(along, value))
                .toList();
    }

    Handle handle(String called) {
        return handles.stream().filter(handle -> handle.name().equals(called)).findFirst().orElseThrow();
    }

    List<List<Double>> predictedAt(Place place) {
        return predicted.get(String.join("|", place.values().values()));
    }
}
