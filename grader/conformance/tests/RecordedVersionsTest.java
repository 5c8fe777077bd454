package grader.conformance.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.conformance.baseline.Contender;
import grader.conformance.baseline.Recorded;
import grader.core.course.Course;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page's table tells of the servers as their libraries are pinned. */
class RecordedVersionsTest {

    private static final Map<String, String> RECORDED = Recorded.read(Course.here().pages().resolve("conformance.yaml"))
            .servers()
            .stream()
            .collect(Collectors.toMap(Recorded.Server::name, Recorded.Server::version));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"REFERENCE", "JDK", "NGINX"})
    void areThosePinned(Contender one) {
        assertEquals(RECORDED.get(one.title()), one.version(), "if a pin has changed: ./jbang conformance --record");
    }
}
