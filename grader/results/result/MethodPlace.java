package grader.results.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A method that a task is about.
 *
 * @param place `FILE:LINE` of its declaration
 */
public record MethodPlace(String place, String name) {

    /** One text per file, such as `HeadParser.java:39 requestLine, 58 token`. */
    static List<String> byFile(List<MethodPlace> methods) {
        Map<String, String> files = methods.stream()
                .collect(Collectors.toMap(MethodPlace::file, each -> each.line() + " " + each.called(),
                        (one, other) -> one + ", " + other, LinkedHashMap::new));
        return files.entrySet().stream().map(each -> each.getKey() + ":" + each.getValue()).toList();
    }

    private String file() {
        return place.substring(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1, place.lastIndexOf(':'));
    }

    private String line() {
        return place.substring(place.lastIndexOf(':') + 1);
    }

    /** A constructor has the name of its class. */
    private String called() {
        return name.equals("<init>") ? file().replace(".java", "") : name;
    }
}
