package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.SourceText;
import grader.proofs.testing.ToolProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A check that passes has done what it says: when the references are graded, each line of its method is reached, with
 * its controls, cases and assertions. Only what says that something is wrong is not.
 */
@Tag("nightly")
class ReachedChecksTest {

    private static final Path ROOT = Course.here().root();
    private static final String CHECKS = "grader/checks/";
    private static final int TOO_BUSY = 2;
    private static final int MOST_GRADINGS = 3;

    @Test
    void eachLineIsReachedUnlessItSaysWhatIsWrong(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        for (Lab lab : Course.here().all()) {
            grade(lab, Files.createDirectory(folder.resolve(lab.name())), data);
        }
        List<String> unreached = new ArrayList<>();
        for (ISourceFileCoverage file : coverage(data)) {
            Path source = ROOT.resolve("grader")
                    .resolve(file.getPackageName().replaceFirst("^grader/", ""))
                    .resolve(file.getName());
            CheckLines.of(source)
                    .missed(file)
                    .forEach(line -> unreached.add(file.getName() + ":" + line));
        }
        assertEquals(List.of(), unreached);
    }

    private static void grade(Lab lab, Path folder, Path data) throws IOException, InterruptedException {
        String agent = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("org.jacoco.agent"))
                .findFirst()
                .orElseThrow();
        for (int i = 1;; i++) {
            try (ToolProcess grading = new ToolProcess(Files.createDirectory(folder.resolve("" + i)),
                    List.of("-javaagent:" + agent + "=destfile=" + data + ",includes=grader.checks.*"), "grader.grade",
                    lab.name(), "--solution")) {
                int code = grading.exitCode();
                if (code != TOO_BUSY || i == MOST_GRADINGS) {
                    assertEquals(0, code, grading::said);
                    return;
                }
            }
        }
    }

    private static Iterable<ISourceFileCoverage> coverage(Path data) throws IOException {
        ExecFileLoader loader = new ExecFileLoader();
        loader.load(data.toFile());
        CoverageBuilder builder = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(loader.getExecutionDataStore(), builder);
        for (var each : loader.getExecutionDataStore().getContents()) {
            String name = each.getName() + ".class";
            if (name.startsWith(CHECKS)) {
                try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
                    analyzer.analyzeClass(in, name);
                }
            }
        }
        return builder.getSourceFiles();
    }

    /** The lines of the methods that are checks, without those that say what is wrong, or that nothing can be tried. */
    private static final class CheckLines extends TreeScanner<Void, Void> {

        private static final Pattern SAYS =
                Pattern.compile("(?:\\w+\\.)*(?:failure|skip|differs|fieldDiffers|missing|tell)");

        /** Either of which servers may take. */
        private record Branches(BitSet one, BitSet other) {}

        private final String text;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final BitSet lines = new BitSet();
        private final List<Branches> branches = new ArrayList<>();

        private CheckLines(String text, CompilationUnitTree unit, SourcePositions positions) {
            this.text = text;
            this.unit = unit;
            this.positions = positions;
        }

        static CheckLines of(Path source) throws IOException {
            String text = Files.readString(source);
            JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, null, ignored -> {}, List.of("-proc:none"), null,
                            List.of(new SourceText(source.toString(), text)));
            CompilationUnitTree unit = javac.parse().iterator().next();
            CheckLines found = new CheckLines(text, unit, Trees.instance(javac).getSourcePositions());
            found.scan(unit, null);
            return found;
        }

        /** Those that were not reached, unless the other branch was. */
        IntStream missed(ISourceFileCoverage file) {
            List<String> all = text.lines().toList();
            BitSet missed = new BitSet();
            lines.stream()
                    .filter(line -> file.getLine(line).getStatus() == ICounter.NOT_COVERED
                            && !all.get(line - 1).strip().equals("}"))
                    .forEach(missed::set);
            for (Branches each : branches) {
                if (isReached(each.one, file)) {
                    missed.andNot(each.other);
                } else if (isReached(each.other, file)) {
                    missed.andNot(each.one);
                }
            }
            return missed.stream();
        }

        private static boolean isReached(BitSet lines, ISourceFileCoverage file) {
            return lines.stream()
                    .map(line -> file.getLine(line).getStatus())
                    .anyMatch(status -> status == ICounter.PARTLY_COVERED || status == ICounter.FULLY_COVERED);
        }

        @Override
        public Void visitMethod(MethodTree method, Void ignored) {
            boolean isCheck = method.getModifiers()
                    .getAnnotations()
                    .stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Check"));
            if (isCheck) {
                lines.or(of(method.getBody()));
                scan(method.getBody(), null);
            }
            return null;
        }

        @Override
        public Void visitIf(IfTree either, Void ignored) {
            if (either.getElseStatement() != null) {
                branches.add(new Branches(of(either.getThenStatement()), of(either.getElseStatement())));
            }
            return super.visitIf(either, ignored);
        }

        @Override
        public Void visitThrow(ThrowTree thrown, Void ignored) {
            return leaveOut(thrown);
        }

        /** What stands before a throw prepares it. */
        @Override
        public Void visitBlock(BlockTree block, Void ignored) {
            boolean fails = !block.getStatements().isEmpty() && block.getStatements().getLast() instanceof ThrowTree;
            return fails ? leaveOut(block) : super.visitBlock(block, ignored);
        }

        @Override
        public Void visitCatch(CatchTree caught, Void ignored) {
            return leaveOut(caught);
        }

        @Override
        public Void visitContinue(ContinueTree next, Void ignored) {
            return leaveOut(next);
        }

        /** What was to be proved in time was not. */
        @Override
        public Void visitReturn(ReturnTree returned, Void ignored) {
            boolean isFalse = returned.getExpression() != null && returned.getExpression().toString().equals("false");
            return isFalse ? leaveOut(returned) : super.visitReturn(returned, ignored);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void ignored) {
            return SAYS.matcher(call.getMethodSelect().toString()).matches() ? leaveOut(call)
                    : super.visitMethodInvocation(call, ignored);
        }

        private Void leaveOut(Tree tree) {
            lines.andNot(of(tree));
            return null;
        }

        private BitSet of(Tree tree) {
            BitSet some = new BitSet();
            some.set(line(positions.getStartPosition(unit, tree)), line(positions.getEndPosition(unit, tree)) + 1);
            return some;
        }

        private int line(long offset) {
            return (int) unit.getLineMap().getLineNumber(offset);
        }
    }
}
