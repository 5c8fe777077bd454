package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.grading.server.LabRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs that make a lab's Java at the same time both use the first. */
class LabRuntimeTest {

    @TempDir
    private Path folder;

    @Test
    void theFirstWinsAndTheSecondUsesIt() throws IOException {
        Path runtime = folder.resolve("runtime");
        assertTrue(LabRuntime.moved(image("first"), runtime));
        assertTrue(LabRuntime.moved(image("second"), runtime));
        assertEquals("first", Files.readString(LabRuntime.java(runtime)));
    }

    @Test
    void withoutAnyThereIsNone() {
        assertFalse(LabRuntime.moved(folder.resolve("missing"), folder.resolve("runtime")));
    }

    private Path image(String name) throws IOException {
        Path image = folder.resolve(name);
        Path java = LabRuntime.java(image);
        Files.createDirectories(java.getParent());
        Files.writeString(java, name);
        java.toFile().setExecutable(true);
        return image;
    }
}
