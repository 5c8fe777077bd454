package grader.testrunner.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.course.Course;
import grader.mutants.Mutant;
import grader.mutants.tests.MutantsTest;
import grader.testing.CourseCopy;
import grader.testrunner.Evidence;
import grader.testrunner.Shard;
import grader.testrunner.Verdicts;
import grader.testrunner.VerifyCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/** A remembered verdict is never wrong: whatever it depends on, when that changes, the verdict is made again. */
class VerdictsTest {

    private static final String MUTANT = "write-length-in-chars";
    private static final String DATA = "grader/mutants/lab01/" + MUTANT + ".yaml";
    private static final String LIBRARIES = "/m2/junit-jupiter-6.1.3.jar:/m2/rest-assured-6.0.1.jar";
    private static final String JDK = "Temurin 25.0.3";

    @TempDir
    Path folder;

    private final Set<String> changed = new HashSet<>();
    private CourseCopy copy;
    private String machine = Evidence.machine(LIBRARIES, JDK);
    private int proofs;

    @BeforeEach
    void makeCourse() throws IOException {
        copy = new CourseCopy(folder.resolve("course"), 2);
        copy.write(DATA, Files.readString(Course.here().root().resolve(DATA)));
        judge();
        judge();
        assertEquals(1, proofs, "nothing has changed, so one proof was enough");
    }

    /** The verdict on the mutant, as `verify` asks for it, with a proof that only counts. */
    private void judge() {
        Mutant mutant = Mutant.of(copy.course.lab("lab01")).getFirst();
        Evidence evidence = Evidence.in(copy.root, this::bytes, machine).runs(MutantsTest.class);
        new Verdicts(folder.resolve("verdicts"), false).of(MutantsTest.with(mutant, evidence), () -> {
            proofs++;
        });
    }

    /** The classes of this program; the changed ones name another source file. */
    private Optional<byte[]> bytes(String name) {
        try (InputStream in = VerdictsTest.class.getResourceAsStream("/" + name + ".class")) {
            if (in == null || !changed.contains(name)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            }
            ClassFile file = ClassFile.of();
            return Optional.of(file.transformClass(file.parse(in.readAllBytes()),
                    ClassTransform.endHandler(type -> type.with(SourceFileAttribute.of("Changed.java")))));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"solutions/01-sockets/ResponseBytes.java", "solutions/01-sockets/Flags.java",
            "solutions/01-sockets/tasks.yaml", DATA})
    void aChangedFileIsTriedAgain(String file) {
        String before = copy.read(file);
        copy.append(file, file.endsWith("yaml") ? "# more\n" : "// more\n");
        judge();
        assertEquals(2, proofs);
        copy.write(file, before);
        judge();
        assertEquals(2, proofs, "as it was before, it is known");
    }

    @Test
    void aNewFileAndAMissingOneAreTriedAgain() {
        copy.write("solutions/01-sockets/New.java", "class New {}\n");
        judge();
        assertEquals(2, proofs);
        copy.delete("solutions/01-sockets/New.java");
        copy.delete("solutions/01-sockets/Sockets.java");
        judge();
        assertEquals(3, proofs);
    }

    /**
     * The check, its helper, what all checks use, the grader, the compiler, what makes mutants, and the test itself.
     */
    @ParameterizedTest
    @ValueSource(strings = {"grader/checks/lab01/WriteResponseChecks", "grader/checks/lab01/Lab01", "grader/engine/Rig",
            "grader/server/Server", "grader/http/Client", "grader/result/Result", "grader/source/Compiler",
            "grader/source/Change",
            "grader/mutants/Mutant", "grader/mutants/tests/MutantsTest"})
    void aChangedClassIsTriedAgain(String type) {
        changed.add(type);
        judge();
        assertEquals(2, proofs);
    }

    @Test
    void anotherLibraryOrJdkIsTriedAgain() {
        machine = Evidence.machine(LIBRARIES.replace("6.0.1", "6.0.2"), JDK);
        judge();
        assertEquals(2, proofs);
        machine = Evidence.machine(LIBRARIES, "Temurin 25.0.4");
        judge();
        assertEquals(3, proofs);
    }

    @Test
    void whatChangesWhileItIsProvedIsNotRemembered() {
        Verdicts verdicts = new Verdicts(folder.resolve("verdicts"), false);
        String file = "solutions/01-sockets/ResponseBytes.java";
        String before = copy.read(file);
        Evidence evidence = Evidence.in(copy.root, this::bytes, machine).reads(file);
        assertEquals("of both", verdicts.of(evidence, () -> {
            copy.append(file, "// more\n");
            return "of both";
        }));
        assertEquals("of the new one", verdicts.of(evidence, () -> "of the new one"));
        copy.write(file, before);
        assertEquals("of the old one", verdicts.of(evidence, () -> "of the old one"));
    }

    /** What the verdict does not depend on: another check, another lab, a page, a report's test. */
    @Test
    void otherThingsDoNotMatter() {
        changed.addAll(
                List.of("grader/checks/lab01/BindChecks", "grader/checks/lab02/Lab02",
                        "grader/engine/tests/ReportsTest",
                        "docs/site/build/SiteBuilder"));
        copy.append("solutions/02-accept-queue/WorkerPool.java", "// more\n");
        copy.write("docs/pages/lab01.adoc", "= Lab\n");
        judge();
        assertEquals(1, proofs);
    }

    @Test
    void aBadVerdictIsNotRememberedAndFreshRunsAll() {
        Evidence evidence = Evidence.in(copy.root, this::bytes, machine);
        Verdicts verdicts = new Verdicts(folder.resolve("verdicts"), false);
        assertThrows(AssertionError.class, () -> verdicts.of(evidence, () -> {
            throw new AssertionError("bad");
        }));
        assertEquals("good", verdicts.of(evidence, () -> "good"));
        assertEquals("good", verdicts.of(evidence, () -> "another"));
        assertEquals("fresh", new Verdicts(folder.resolve("verdicts"), true).of(evidence, () -> "fresh"));
        Verdicts nowhere = new Verdicts(Path.of("/dev/null/verdicts"), false);
        assertEquals("each time", nowhere.of(evidence, () -> "each time"));
    }

    /** Tests of the whole site name the checks that pages quote: {@link Remembered#CHECKS}. */
    @Test
    void pagesQuoteOnlyChecksThatTheirTestsName() throws IOException {
        try (Stream<Path> pages = Files.list(Course.here().pages())) {
            List<String> quoting = pages.filter(page -> page.toString().endsWith(".adoc")).filter(page -> {
                try {
                    return Files.readString(page).contains("\n[check,");
                } catch (IOException error) {
                    throw new UncheckedIOException(error);
                }
            }).map(page -> page.getFileName().toString()).toList();
            assertEquals(List.of("lab06.adoc"), quoting, "name the checks of the others in Remembered, too");
        }
    }

    /** As JUnit finds them; what a class of {@link SharesItself} shares, its tests ask {@link Shard#has} for. */
    @Test
    void shardsShareAllTests() {
        Set<String> whole = found(new Shard(1, 1));
        Map<String, Integer> times = new TreeMap<>();
        for (int i = 1; i <= 3; i++) {
            found(new Shard(i, 3)).forEach(test -> times.merge(test, 1, Integer::sum));
        }
        assertEquals(whole, times.keySet());
        times.forEach((test, count) -> assertEquals(test.contains("MutantsTest") ? 3 : 1, count, test));
        for (String name : List.of("lab01 exact-head", "lab03 len-digits", "")) {
            assertEquals(1, List.of(1, 2, 3).stream().filter(i -> new Shard(i, 3).has(name)).count(), name);
        }
    }

    private static Set<String> found(Shard part) {
        TestPlan plan = LauncherFactory.create().discover(VerifyCommand.tests("", part).build());
        Set<String> tests = new TreeSet<>();
        plan.getRoots()
                .forEach(root -> plan.getDescendants(root)
                        .stream()
                        .filter(test -> test.getSource().filter(MethodSource.class::isInstance).isPresent())
                        .forEach(test -> tests.add(test.getUniqueId())));
        return tests;
    }
}
