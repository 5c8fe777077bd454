package grader.core.course.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import grader.core.console.UserError;
import grader.core.course.GradingHistory;
import grader.core.course.GradingHistory.Entry;
import grader.core.course.Progress.TaskState;
import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradingHistoryTest {

    private static final int MOST = 100;

    @TempDir
    Path folder;

    @Test
    @DisplayName("gradings are kept in order, a damaged one costs no other, and changes of the points stay longest")
    void keeps() {
        CourseCopy copy = new CourseCopy(folder);
        GradingHistory history = new GradingHistory(copy.lab);
        Map<String, TaskState> failed = Map.of("bind", new TaskState(3, 15, "failed"));
        history.add("bind", 3, failed, "", Map.of("Listener.java", "one"));
        history.add("", 15, Map.of(), "Listener.java:3: no semicolon", Map.of("Listener.java", "two"));
        Entry first = history.entry(1);
        assertEquals(List.of("bind", 3, 100, failed, "one"),
                List.of(first.only(), first.points(), first.outOf(), first.tasks(),
                        first.files().get("Listener.java")));
        assertEquals(List.of(1, 2), history.all().stream().map(Entry::number).toList());

        for (int i = 3; i <= MOST; i++) {
            assertEquals(Optional.empty(), history.add("", 40, Map.of(), "", Map.of()));
        }
        assertEquals(3, history.add("", 100, Map.of(), "", Map.of()).orElseThrow().number(),
                "the points stayed the same");
        assertEquals(List.of(1, 2, 4), history.all().stream().map(Entry::number).limit(3).toList());
        assertEquals(MOST + 1, history.all().getLast().number());

        copy.write("labs/.history/lab01/0002.json.gz", "damaged");
        assertEquals(List.of(1, 4), history.all().stream().map(Entry::number).limit(2).toList());
        assertEquals("the history of lab01 has no grading 2; ./jbang course history lab01 lists them",
                assertThrows(UserError.class, () -> history.entry(2)).line());
    }
}
