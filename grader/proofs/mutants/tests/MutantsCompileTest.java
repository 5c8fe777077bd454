package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.source.Compiler;
import grader.core.starter.Starter;
import grader.proofs.mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mutant compiles: it may name what another file has, and so break without a change of its own file. */
@Tag("nightly")
class MutantsCompileTest {

    @TempDir
    Path folder;

    @Test
    void eachCompiles() throws IOException {
        Lab last = Course.here().all().getLast();
        Map<String, String> reference = Starter.referenceUpTo(last);
        Map<String, String> compiled = new HashMap<>(reference);
        Course.here().all().stream().filter(lab -> !lab.equals(last)).forEach(lab -> compiled.remove(lab.script()));
        Path classes = Files.createDirectory(folder.resolve("reference"));
        Path others = Files.createDirectory(folder.resolve("mutant"));
        assertEquals(List.of(), Compiler.compile(compiled, classes, last).stream().toList());
        List<String> wrong = new ArrayList<>();
        for (Mutant mutant : mutants()) {
            String file = mutant.change().file();
            Compiler.compile(Map.of(file, mutant.change().in(file, reference.get(file))), others, last,
                    List.of(classes))
                    .ifPresent(failure -> wrong.add(mutant + ": " + failure));
        }
        assertEquals(List.of(), wrong);
    }

    private static List<Mutant> mutants() {
        return Course.here()
                .all()
                .stream()
                .flatMap(lab -> Mutant.of(lab).stream())
                .filter(mutant -> PlatformFiles.isJava(mutant.change().file()))
                .toList();
    }
}
