package grader.grading.engine.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.checks.lab02.Lab02;
import grader.checks.lab04.Lab04;
import grader.checks.lab06.Lab06;
import grader.grading.engine.RestUse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** REST-assured takes a second to load: it is loaded beforehand for the checks that use it, and for no others. */
class RestUseTest {

    @Test
    void isFoundInClassFiles() {
        assertEquals(Set.of(false), ofEach(Lab02.CHECKS));
        assertEquals(Set.of(true), ofEach(Lab06.CHECKS));
    }

    private static Set<Boolean> ofEach(List<Class<?>> checks) {
        return checks.stream().map(RestUse::isIn).collect(Collectors.toSet());
    }

    /** ConflictChecks itself names no class of REST-assured. */
    @Test
    void isFoundInTheClassesThatTheyUse() {
        assertEquals(true, RestUse.isIn(named(Lab04.CHECKS, "ConflictChecks")));
    }

    private static Class<?> named(List<Class<?>> checks, String name) {
        return checks.stream().filter(type -> type.getSimpleName().equals(name)).findFirst().orElseThrow();
    }
}
