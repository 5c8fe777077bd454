package grader.checks.lab04;

import grader.http.Answer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods that Allow lists (RFC 9110 §10.2.1): in any order, in one field or several. */
final class Allowed {

    private Allowed() {}

    /** @param methods such as `GET, HEAD`; OPTIONS is free */
    static void expect(Answer answer, String methods) {
        Set<String> expected = set(List.of(methods));
        Set<String> came = set(answer.values("Allow"));
        came.remove("OPTIONS");
        if (!came.equals(expected)) {
            throw answer.fieldDiffers("Allow", "Allow: " + methods, "expected the field Allow: " + methods + ", got "
                    + (answer.values("Allow").isEmpty() ? "none" : String.join(" and ", answer.values("Allow"))));
        }
    }

    private static Set<String> set(List<String> values) {
        return values.stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(method -> !method.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
