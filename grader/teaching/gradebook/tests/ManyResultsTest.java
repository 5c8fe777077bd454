package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.policy.Policy;
import grader.teaching.gradebook.scores.Gradebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand results: their transcripts are not kept, and their texts are there once. */
@Tag("nightly")
class ManyResultsTest {

    private static final int MANY = 10_000;
    private static final String LINE = "GET / HTTP/1.1 ".repeat(100);

    @Test
    void becomeOneGradebookWithoutTheirTranscripts(@TempDir Path folder) throws IOException {
        List<String> kinds = IntStream.rangeClosed(0, 10)
                .mapToObj(tenth -> read(new Sample("lab03", "NAME").points(10 * tenth).transcript(LINE).in(folder)))
                .toList();
        Files.delete(folder.resolve("lab03-NAME.json"));
        IntStream.range(0, MANY)
                .parallel()
                .forEach(i -> write(folder.resolve(i + ".json"),
                        kinds.get(i % kinds.size()).replace("NAME", "learner " + i)));
        RecordedResults recorded = RecordedResults.read(List.of(folder));
        assertEquals(MANY, recorded.results().size());
        Map<Object, Boolean> texts = new IdentityHashMap<>();
        recorded.results().forEach(result -> result.checks().forEach(check -> {
            texts.put(check, true);
            assertTrue(check.toString().length() < LINE.length(), "no transcript is kept");
        }));
        assertEquals(2 * Sample.CHECKS, texts.size(), "each check and verdict is one object");
        Gradebook book = Gradebook.of(recorded, Policy.NONE);
        assertEquals(MANY, book.learners().size());
        assertEquals(MANY, book.labs().getFirst().points().size());
        assertEquals(List.of(), book.findings());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
