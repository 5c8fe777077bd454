package grader.core.source.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.source.ClassShape;
import grader.core.source.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another member of a class means for the classes that are compiled against it. */
class ClassShapeTest {

    private static final String BEFORE = "private record Place(int x) {} String text() { return \"a\"; }";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
            "private record Place(int x) {} String text() { return \"b\"; }",
            "private record Place(long y) { record Within() {} } String text() { return \"a\"; }",
            "String text() { return \"a\"; }",
            "private record Place(int x) {} String text() { return \"a\"; } private int more() { return 1; }",
            "private record Place(int x) {} String text() { return new Object() { int x; }.toString(); }"})
    void othersNeedNotBeCompiledAgain(String after) throws IOException {
        expectSame(true, after);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "record Place(int x) {} String text() { return \"a\"; }",
            "private record Place(int x) {} Object text() { return \"a\"; }",
            "private record Place(int x) {} String text() { return \"a\"; } int more() { return 1; }",
            "private record Place(int x) {} String text() { return \"a\"; } record More() {}",
            "private record Place(int x) {} String text() { return \"a\"; } static final int MOST = 1;",
            "private record Place(int x) {} String text() throws java.io.IOException { return \"a\"; }"})
    void othersAreCompiledAgain(String after) throws IOException {
        expectSame(false, after);
    }

    private void expectSame(boolean same, String after) throws IOException {
        assertEquals(same, ClassShape.areSame(compiled("after", after), compiled("before", BEFORE)));
    }

    private Path compiled(String name, String members) throws IOException {
        Path classes = Files.createDirectory(folder.resolve(name));
        assertEquals(Optional.empty(), Compiler.compile(Map.of("Map.java", "class Map {" + members + "}"), classes,
                Course.here().lab("lab01")));
        return classes;
    }
}
