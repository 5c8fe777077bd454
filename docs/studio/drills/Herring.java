package docs.studio.drills;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Course;
import grader.core.files.DataFolder;
import java.util.List;
import java.util.Map;

/**
 * Load that looks like a fault and is none.
 *
 * @param says why it is none
 */
record Herring(String name, String says, List<Shape> load) {

    /** Its name is that of the load which every drill has. */
    static final String USUAL = "usual";

    private record Data(String says, List<Shape> load) {}

    /** All of them, the usual load included. */
    static List<Herring> all(Course course) {
        return DataFolder.read(course.root().resolve("docs/drills/load"), new TypeReference<Map<String, Data>>() {},
                (file, all) -> all.entrySet()
                        .stream()
                        .map(one -> new Herring(one.getKey(), one.getValue().says(), one.getValue().load()))
                        .toList(),
                "compare it with another one").stream().flatMap(List::stream).toList();
    }
}
