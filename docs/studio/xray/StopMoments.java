package docs.studio.xray;

import docs.studio.xray.agent.Moment;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls by which a lab's requests are followed: what `stops:` in its tasks.yaml says, or in that of the nearest lab
 * before.
 *
 * @param places the names of stops and waits, in the order of the list
 */
record StopMoments(List<Moment> moments, List<String> places) {

    /** The place of a connection whose client is silent. */
    static final String SILENT = "silent";

    /** @throws UserError if no lab up to this one has any */
    static StopMoments of(Course course, Lab lab) {
        Lab nearest = course.all()
                .stream()
                .filter(each -> each.number() <= lab.number() && !each.data().stops().isEmpty())
                .max(Comparator.comparing(Lab::number))
                .orElseThrow(() -> new UserError(lab + " has no calls that can be followed",
                        "its times on the wire are shown by ./jbang course wire"));
        List<String> places = nearest.data()
                .stops()
                .stream()
                .map(StopMoments::place)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        List<Moment> moments = new ArrayList<>();
        for (Map<String, String> each : nearest.data().stops()) {
            String call = each.get("at");
            String method = call.substring(call.indexOf('.') + 1);
            int stage = method.indexOf('(');
            moments.add(new Moment(call.substring(0, call.indexOf('.')),
                    stage < 0 ? method : method.substring(0, stage),
                    stage < 0 ? null : method.substring(stage + 1, method.length() - 1),
                    "exit".equals(each.get("on")), each.getOrDefault("of", "this"), each.getOrDefault("begin", ""),
                    each.getOrDefault("from", ""), each.getOrDefault("to", ""), places.indexOf(place(each)),
                    places.indexOf(each.getOrDefault("in", "")), each.containsKey("end"), each.containsKey("label"),
                    each.containsKey("status")));
        }
        return new StopMoments(moments, places);
    }

    private static String place(Map<String, String> moment) {
        return moment.getOrDefault("stop", moment.getOrDefault("wait", ""));
    }

    /** What the agent reads. @param socket where its reader listens */
    List<String> lines(String socket) {
        List<String> lines = new ArrayList<>(List.of(socket, String.valueOf(places.indexOf(SILENT))));
        moments.forEach(each -> lines.add(each.text()));
        return lines;
    }

    /** The calls that lead to each place; those that end a request lead to `end`. */
    Map<String, String> calls() {
        Map<String, String> calls = new LinkedHashMap<>();
        for (Moment each : moments) {
            calls.merge(place(each), each.type() + "." + each.method(),
                    (one, other) -> one.contains(other) ? one : one + " or " + other);
        }
        calls.remove("");
        return calls;
    }

    /** Of these, those to places none of whose methods was found. @param found a bit for each moment whose was */
    Map<String, String> unseen(long found) {
        Map<String, String> calls = calls();
        for (int i = 0; i < moments.size(); i++) {
            if ((found >> i & 1) == 1) {
                calls.remove(place(moments.get(i)));
            }
        }
        return calls;
    }

    private String place(Moment moment) {
        return moment.ends() ? "end" : moment.place() < 0 ? "" : places.get(moment.place());
    }
}
