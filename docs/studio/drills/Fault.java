package docs.studio.drills;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.core.course.Course;
import grader.core.files.DataFolder;
import grader.core.source.Change;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mutant of the reference that changes how it behaves under load: docs/drills/faults has one file per stop.
 *
 * @param name its key there
 * @param cause the fault in words that go on with "the cause is that …"
 * @param alone whether it hides other faults, so that it is in no drill with two
 * @param flags of the server, beside the usual ones
 * @param load what clients send, beside the usual requests
 * @param rule what must be true of the signals: the solver knows no more
 * @param look the command of the prompt that shows most
 * @param evidence what decides, for the learner
 * @param misleads what the symptom looks like, and is not
 * @param model a model that shows it, as `lab02#watch`; null if none does
 * @param source a real incident of this kind
 */
record Fault(String name, Stop stop, String cause, Change change, boolean alone, List<String> flags, List<Shape> load,
        Rule rule,
        String look, String evidence, String misleads, String model, Source source) {

    /** A page about a real incident, and what happened there. */
    record Source(String url, String what) {}

    /**
     * What stands in the data file of a stop, under the fault's name.
     *
     * @param strength numbers that texts name in braces: the least and the most
     */
    private record Data(boolean alone, String cause, String file, String replace, String with,
            Map<String, List<Integer>> strength,
            List<String> flags, List<Shape> load, List<String> rule, String look, String evidence, String misleads,
            String model, Source source) {

        Fault of(Stop stop, String name, Random random) {
            Map<String, Integer> chosen = new TreeMap<>();
            strengths().forEach((key, range) -> chosen.put("{" + key + "}",
                    random.nextInt(range.getFirst(), range.getLast() + 1)));
            UnaryOperator<String> strong = text -> {
                String set = text;
                for (Map.Entry<String, Integer> one : chosen.entrySet()) {
                    set = set.replace(one.getKey(), String.valueOf(one.getValue()));
                }
                return set;
            };
            return new Fault(name, stop, cause.strip(), new Change(file, replace, strong.apply(with).stripLeading()),
                    alone,
                    flags == null ? List.of() : flags,
                    load == null ? List.of() : load.stream().map(shape -> shape.with(strong)).toList(),
                    new Rule(rule), look, evidence.strip(), misleads.strip(), model, source);
        }

        private Map<String, List<Integer>> strengths() {
            return strength == null ? Map.of() : strength;
        }
    }

    /** All of them, in the order of the stops and of their files. @param random decides how strong they are */
    static List<Fault> all(Course course, Random random) {
        return DataFolder.read(course.root().resolve("docs/drills/faults"), new TypeReference<Map<String, Data>>() {},
                (stop, all) -> all.entrySet()
                        .stream()
                        .map(one -> one.getValue().of(Stop.of(stop).orElseThrow(), one.getKey(), random)),
                "compare it with another fault")
                .stream()
                .<Fault>flatMap(Stream::sequential)
                .sorted((one, other) -> one
                        .stop()
                        .compareTo(other.stop()))
                .toList();
    }

    @Override
    public String toString() {
        return stop + " " + name;
    }
}
