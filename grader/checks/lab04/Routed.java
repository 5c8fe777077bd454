package grader.checks.lab04;

import grader.clients.rest.BodyMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamcrest.Description;

/** The body of a route's response: the route as it was written, then one line per parameter, in any order. */
final class Routed extends BodyMatcher {

    private final String route;
    private final List<String> parameters;

    /** @param parameters such as `id: 42` */
    Routed(String route, List<String> parameters) {
        this.route = "route: " + route;
        this.parameters = parameters.stream().map(Routed::normal).toList();
    }

    @Override
    protected Optional<Difference> difference(String body) {
        List<String> came = body.lines().map(Routed::normal).toList();
        if (came.isEmpty() || !came.getFirst().equals(route)) {
            return Optional.of(came.isEmpty() ? missing(0, route) : other(0, route, came.getFirst()));
        }
        List<String> missing = new ArrayList<>(parameters);
        for (int i = 1; i < came.size(); i++) {
            String line = came.get(i);
            if (!missing.removeIf(line::equals)) {
                return Optional.of(missing.isEmpty() ? tooMany(i, line) : other(i, missing.getFirst(), line));
            }
        }
        return missing.stream().findFirst().map(first -> missing(came.size(), first));
    }

    private static Difference missing(int line, String expected) {
        return new Difference(line, 0, expected, "expected the line '" + expected + "', but it is missing");
    }

    private static Difference other(int line, String expected, String came) {
        return new Difference(line, came.length(), expected,
                "expected the line '" + expected + "', got '" + came + "'");
    }

    private static Difference tooMany(int line, String came) {
        return new Difference(line, came.length(), "no such line",
                "expected no line '" + came + "', because the route has no such parameter");
    }

    /** The space that ends the line of an empty value may be missing. */
    private static String normal(String line) {
        return line.replaceFirst(":\\s*$", ":");
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("the line '" + route + "'");
        parameters.forEach(parameter -> description.appendText(" and the line '" + parameter + "'"));
    }
}
