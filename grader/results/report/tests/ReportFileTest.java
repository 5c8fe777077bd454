package grader.results.report.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.results.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report takes its place when it is complete. */
class ReportFileTest {

    @TempDir
    private Path folder;

    private void write(Path file) {
        ReportFile.of("json=" + file).write(SampleResults.problem("text"), new PrintWriter(System.out));
    }

    /** A program that has opened a file of this name before cannot write into the report. */
    @Test
    void isANewFile() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), "before");
        try (InputStream opened = Files.newInputStream(report)) {
            write(report);
            assertEquals("before", new String(opened.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertTrue(Files.readString(report).contains("\"text"), () -> report + " has no report");
        try (var all = Files.list(folder)) {
            assertEquals(List.of(report), all.toList());
        }
    }

    @Test
    void leavesALinkWhatItIs() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link"), report);
        write(link);
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(report).contains("\"text"), () -> report + " has no report");
    }
}
