package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Change;
import grader.core.source.Passage;
import grader.grading.engine.CheckDefinition;
import grader.proofs.mutants.Mismatch;
import grader.proofs.mutants.Mutant;
import grader.proofs.mutants.MutantsCommand;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mutant fits the reference, whatever its layout; what no longer fits is named with the nearest text. */
@Tag("first")
class MutantsFitTest {

    private static final String DATA = "grader/proofs/mutants/lab01/accept-loop.yaml";
    private static final String LISTENER = "solutions/01-sockets/Listener.java";

    @Test
    void everyMutantFitsTheReference() {
        List<Mutant> all = Course.here().all().stream().flatMap(lab -> Mutant.of(lab).stream()).toList();
        assertTrue(all.size() > 500, () -> "only " + all.size() + " mutants were found");
        assertEquals(all.size(), all.stream().map(Mutant::toString).distinct().count(), "each name is one mutant's");
        assertEquals(List.of(), Mismatch.among(all).stream().flatMap(each -> each.lines().stream()).toList(),
                "./jbang mutants --check names them, --follow carries renames over");
    }

    @Test
    void everyCheckHasAMutantThatItsTaskNames() {
        Set<String> checks = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (Lab lab : Course.here().all()) {
            CheckDefinition.of(lab).forEach(one -> checks.add(name(lab, one.task().id(), one.id())));
            Mutant.of(lab)
                    .forEach(mutant -> mutant.check().ifPresent(check -> named.add(name(lab, mutant.task(), check))));
        }
        assertEquals(List.of(), checks.stream().filter(check -> !named.contains(check)).toList(),
                "checks that no mutant names");
        assertEquals(List.of(), named.stream().filter(check -> !checks.contains(check)).toList(),
                "checks that a mutant names, and that its task does not have");
    }

    private static String name(Lab lab, String task, String check) {
        return lab.name() + ", " + task + ": " + check;
    }

    @Test
    void layoutAndCommentsDoNotCount() {
        String source = "int  a(){ // one\n  return 1 /* two */\n+ 2; }\n";
        assertEquals("int  a(){ return 3; }\n",
                new Change("A.java", "// three\nreturn 1+2;", "return 3;").in("A.java", source)
                        .replace("// one\n  ", ""));
        assertEquals(1, new Passage("\"a // b\" + 'x'").in("f(\"a // b\"\n    + 'x')").size());
        assertEquals(0, new Passage("\"a b\"").in("f(\"a  b\")").size(), "inside a string white space counts");
        assertEquals(1, new Passage("\"\"\"\n  a \\\"\"\" b\"\"\"").in("x = \"\"\"\n  a \\\"\"\" b\"\"\";").size());
    }

    @Test
    void aPassageThatIsAmbiguousOrEmptyIsRefused() {
        UserError twice = assertThrows(UserError.class, () -> new Change("A.java", "x", "y").in("A.java", "x = x;"));
        assertEquals("'x' matches 2 places in A.java", twice.getMessage());
        assertThrows(UserError.class, () -> new Passage(" // only a comment\n"));
    }

    @Test
    void aRenameIsNamedAndFollowed(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder);
        copy.write(DATA, """
                serves-none:
                  file: Listener.java
                  mistake: serves no client
                  replace: 'handler.serve(socket.accept());'
                  with: 'socket.accept();   // and not handler.serve'

                serves-two:
                  file: Listener.java
                  mistake: serves a second client at once
                  replace: 'handler.serve(socket.accept());'
                  with: 'handler.serve(socket.accept()); handler.serve(socket.accept());'
                """);
        assertEquals(0, mutants(copy, "--check").exitCode());

        copy.replace(LISTENER, "socket", "listening");
        copy.replace(LISTENER, "handler.serve(", "handler\n    .handle( // renamed\n");
        Run check = mutants(copy, "--check");
        assertEquals(1, check.exitCode());
        assertTrue(check.out().contains("replace: handler.serve(socket.accept());"), check.out());
        assertTrue(check.out()
                .matches(
                        "(?s).*nearest: handler \\.handle\\(.* listening\\.accept\\(\\)\\);   "
                                + "\\(.*Listener.java:\\d+\\).*"),
                check.out());
        assertTrue(check.out().contains("renamed: socket to listening"), check.out());
        assertEquals(0, mutants(copy, "--follow").exitCode());
        assertTrue(copy.read(DATA).contains("with: 'listening.accept();   // and not handler.handle'"),
                copy.read(DATA));
        assertTrue(copy.read(DATA).contains("'handler.handle(listening.accept()); handler.handle("), copy.read(DATA));
        assertEquals(0, mutants(copy, "--check").exitCode());
    }

    @Test
    void whatWasRewrittenIsNamedAndNotTouched(@TempDir Path folder) {
        CourseCopy copy = new CourseCopy(folder);
        copy.write(DATA, """
                serves-none:
                  file: Listener.java
                  mistake: serves no client
                  replace: 'handler.serve(socket.accept(1));'
                  with: 'socket.accept();'
                """);
        String before = copy.read(DATA);
        Run run = mutants(copy, "--follow");
        assertEquals(1, run.exitCode());
        assertTrue(run.out().contains("'replace' of serves-none matches nothing in Listener.java"), run.out());
        assertEquals(before, copy.read(DATA));
    }

    private static Run mutants(CourseCopy copy, String... arguments) {
        return CourseCopy.run(new MutantsCommand(copy.root), arguments);
    }
}
