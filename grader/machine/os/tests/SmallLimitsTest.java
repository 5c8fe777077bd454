package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.machine.os.Processes;
import grader.machine.os.limits.SmallLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program meets the limits with which it was started, and those that it gets later. */
class SmallLimitsTest {

    /** Prints its limits; then, for each line that it reads, how long the file is that it has tried to write. */
    private static final String SCRIPT = """
            trap '' XFSZ
            ulimit -n
            while read line; do
              head -c 5000 /dev/zero >file 2>/dev/null
              wc -c <file
            done
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void requireTool() {
        assumeTrue(SmallLimits.work(), "this machine has no prlimit");
    }

    @Test
    void hasSoManyDescriptors() throws Exception {
        assertEquals(List.of("77", "5000"), said(SmallLimits.ofDescriptors(77)));
    }

    @Test
    void writesSoMuchOnly() throws Exception {
        assertEquals("3000", said(SmallLimits.ofFiles(3_000)).getLast());
    }

    @Test
    void limitsNothingByItself() {
        assertEquals(List.of("true"), SmallLimits.USUAL.around(List.of("true")));
    }

    @Test
    void diskIsFullForAWhile() throws Exception {
        try (Processes processes = new Processes()) {
            Process process = start(processes, SmallLimits.USUAL);
            try (BufferedReader said = process.inputReader(); OutputStream told = process.getOutputStream()) {
                said.readLine();
                assertEquals("5000", written(told, said));
                assertTrue(SmallLimits.ofFiles(2_000).applyTo(process.toHandle()));
                assertEquals("2000", written(told, said));
                assertTrue(SmallLimits.ofFiles(9_000).applyTo(process.toHandle()));
                assertEquals("5000", written(told, said));
            }
        }
    }

    private static String written(OutputStream told, BufferedReader said) throws IOException {
        told.write('\n');
        told.flush();
        return said.readLine().strip();
    }

    private List<String> said(SmallLimits limits) throws Exception {
        try (Processes processes = new Processes()) {
            Process process = start(processes, limits);
            try (OutputStream told = process.getOutputStream()) {
                told.write('\n');
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(String::strip)
                    .toList();
        }
    }

    private Process start(Processes processes, SmallLimits limits) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), SCRIPT);
        return processes.start(new ProcessBuilder(limits.around(List.of("sh", script.toString())))
                .directory(folder.toFile()));
    }
}
