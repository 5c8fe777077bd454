package grader.core.starter.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.TypeGraph;
import grader.core.starter.TypeGraph.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No type of the labs is dead weight: each is used where it is new, and says where that ends. */
class TypeGraphTest {

    private static final TypeGraph GRAPH = TypeGraph.of(Course.here());

    static Stream<Lab> labs() {
        return Course.here().all().stream();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void usesItsNewTypes(Lab lab) {
        Set<String> unused = new TreeSet<>(GRAPH.newIn(lab).stream().map(Type::name).toList());
        unused.removeAll(GRAPH.usedIn(lab));
        assertEquals(Set.of(lab.name()), unused);
    }

    @ParameterizedTest
    @MethodSource("labs")
    void typesThatItRetiresSaySo(Lab lab) throws IOException {
        for (String name : GRAPH.retiredBy(lab)) {
            String source = Files.readString(GRAPH.types().get(name).lab().reference().resolve(name + ".java"));
            assertTrue(
                    source.replaceAll("\\s+\\*?\\s*", " ")
                            .contains(String.format(Locale.ROOT, "Used until lab %02d", lab.number())),
                    name + " does not say that it is used until " + lab);
        }
    }

    @ParameterizedTest
    @MethodSource("labs")
    void sayWhatTheyAre(Lab lab) {
        assertEquals(List.of(), GRAPH.newIn(lab)
                .stream()
                .filter(type -> !type.name().equals(lab.name()) && type.summary().isEmpty())
                .map(Type::name)
                .toList());
    }
}
