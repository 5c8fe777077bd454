package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.server.Program;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.LabClasses;
import grader.grading.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers start with an archive of the classes of earlier labs, and never run a class that was changed since. */
class ClassArchiveTest {

    private static final Lab LAB = Course.here().lab("lab02");

    @TempDir
    private Path folder;

    @Test
    void javaTakesTheArchive() throws Exception {
        List<String> command = new ArrayList<>(program(reference().jars()).command(List.of("--help")));
        assertTrue(archived(command), command::toString);
        command.add(1, "-Xshare:on");        // ends if it cannot be used
        Process help = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(help.getInputStream().readAllBytes());
        assertEquals(0, help.waitFor(), said);
    }

    @Test
    void anotherClassOfAnEarlierLabComesFirst() throws IOException {
        BaseClasses reference = reference();
        String name = "Sockets.class";
        Path changed = Files.createDirectory(folder.resolve("changed"));
        Files.copy(reference.folder().resolve(name), changed.resolve(name));
        LabClasses classes = reference.with(changed, changed);
        assertEquals(Optional.empty(), classes.earlier());
        assertEquals(changed, classes.own().getFirst());
    }

    @Test
    void ownClassesComeAfterThoseOfEarlierLabs() throws IOException {
        BaseClasses reference = reference();
        Path changed = Files.createDirectory(folder.resolve("changed"));
        Files.copy(reference.folder().resolve("lab02.class"), changed.resolve("lab02.class"));
        LabClasses classes = reference.with(changed, changed);
        assertEquals(reference.jars().earlier(), classes.earlier());
        assertEquals(changed, classes.own().getFirst());
        assertEquals(reference.jars().own(), classes.typical());
    }

    @Test
    void whatDoesNotStartHasNone() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        List<String> command = program(LabClasses.of(List.of(empty))).command(List.of());
        assertTrue(!archived(command), command::toString);
    }

    private static BaseClasses reference() {
        return BaseClasses.of(Submission.stage(LAB, Lab::reference));
    }

    private static Program.Classes program(LabClasses classes) {
        return Program.Classes.of(LAB, classes, "a test", ignored -> {});
    }

    private static boolean archived(List<String> command) {
        return command.stream().anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="));
    }
}
