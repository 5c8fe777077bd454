package grader.core.console.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.console.TextTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns are as wide as their widest cell. */
class TextTableTest {

    @Test
    void alignsItsColumns() {
        List<String> lines =
                new TextTable("lrl").row("", "ms", "note").row("jetty", 1234).row("jdk", "5", "fast").lines();
        assertEquals(List.of("         ms  note", "jetty  1234", "jdk       5  fast"), lines);
    }
}
