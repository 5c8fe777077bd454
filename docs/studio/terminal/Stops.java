package docs.studio.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The map of the course, from docs/studio/stops.yaml: all stops and all labs, also those that are still to come. */
record Stops(List<Stop> stops, List<Entry> labs) {

    record Stop(String name, String does) {}

    /** A lab on the map. `ask` is a command that shows what its server answers, or null. */
    record Entry(String name, String folder, String title, String stop, String ask) {

        /** Where it is drawn: a lab of several stops stands at the last. */
        boolean isDrawnAt(Stop other) {
            return stop.equals(other.name()) || stop.endsWith(", " + other.name());
        }
    }

    static Stops of(Course course) {
        Path file = course.root().resolve("docs/studio/stops.yaml");
        try {
            return new YAMLMapper().readValue(file.toFile(), Stops.class);
        } catch (JsonProcessingException error) {
            throw new UserError(
                    PathText.shown(file) + ":" + error.getLocation().getLineNr() + ": " + error.getOriginalMessage(),
                    "./jbang course update --force brings the course's own back");
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    Optional<Entry> lab(String name) {
        return labs.stream().filter(lab -> lab.name().equals(name)).findFirst();
    }
}
