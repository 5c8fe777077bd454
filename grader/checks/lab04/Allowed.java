package grader.checks.lab04;

import grader.clients.rest.Described;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods that Allow lists (RFC 9110 §10.2.1). */
final class Allowed {

    private Allowed() {}

    /** Just these methods in any order, such as `GET, HEAD`; OPTIONS may be among them. */
    static Described<String> methods(String methods) {
        return new Described<>(methods + ", with or without OPTIONS",
                actual -> actual != null && set(actual.toString()).equals(set(methods)));
    }

    private static Set<String> set(String value) {
        return Stream.of(value.split(","))
                .map(String::strip)
                .filter(method -> !method.isEmpty() && !method.equals("OPTIONS"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
