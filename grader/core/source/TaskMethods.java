package grader.core.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import grader.core.console.UserError;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * Finds, with the javac tree API, the methods marked `// task ID` in a source file, and the places that say that a task
 * is not written. In a file of SQL, they are its sections marked `-- task ID` ({@link Sections}).
 */
public final class TaskMethods {

    /** After the ID the reference may say what a server does until the task is written. */
    private static final Pattern MARK =
            Pattern.compile("(?m)^[ \\t]*// task ([a-z0-9-]+)(?:, until then: (.*?))?[ \\t]*\\R[ \\t]*\\z");
    private static final Set<String> NAMES_A_TASK = Set.of("Todo.report", "Todo.response");

    /**
     * A method that a task is about, or a section of SQL. Offsets are into the source text.
     *
     * @param line of the method's declaration, from 1
     * @param start where its declaration begins
     * @param bodyStart of the `{`; of a section, its first statement
     * @param bodyEnd after the `}`; of a section, after its last line
     * @param untilThen the statements that do for its body before the task is written; null if nothing does
     */
    public record Method(String task, String name, int line, int start, int bodyStart, int bodyEnd, String untilThen) {

        /** Whether it is of SQL, in which nothing begins with a brace. */
        boolean isSection(String source) {
            return !source.startsWith("{", bodyStart);
        }

        public Method with(String otherUntilThen) {
            return new Method(task, name, line, start, bodyStart, bodyEnd, otherUntilThen);
        }
    }

    /** A `new Todo("task")` or `Todo.report("task")` that still stands in the source. */
    public record Hole(String task, int line, int offset) {

        /** Whether it stands in the body of a method of its own task. */
        public boolean isIn(Method method) {
            return method.task().equals(task) && method.bodyStart() < offset && offset < method.bodyEnd();
        }
    }

    /** What was found in one file, in the order of the text. */
    public record Found(List<Method> methods, List<Hole> holes) {}

    private static final int MOST_PARSED = 1_000;

    /** By their texts, the files that were parsed last: the same ones are asked for again and again. */
    private static final Map<String, Found> PARSED = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > MOST_PARSED;
        }
    });

    private TaskMethods() {}

    /** Whether a text may say anything about a task. */
    public static boolean mayBeIn(String text) {
        return text.contains("// task ") || text.contains("-- task ") || text.contains("Todo");
    }

    public static Found in(String fileName, String source) {
        return in(Map.of(fileName, source)).get(fileName);
    }

    /** The same for several files, by name. */
    public static Map<String, Found> in(Map<String, String> sources) {
        Map<String, Found> all = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        sources.forEach((name, text) -> {
            Found known = PlatformFiles.isSections(name) ? Sections.in(text) : PARSED.get(text);
            all.put(name, known);
            if (known == null) {
                unknown.put(name, text);
            }
        });
        parse(unknown).forEach((name, found) -> {
            PARSED.put(sources.get(name), found);
            all.put(name, found);
        });
        return all;
    }

    /** One parser for all of them is much cheaper than one each. */
    private static Map<String, Found> parse(Map<String, String> sources) {
        Map<String, Found> all = new LinkedHashMap<>();
        if (sources.isEmpty()) {
            return all;
        }
        List<SourceText> files =
                sources.entrySet().stream().map(each -> new SourceText(each.getKey(), each.getValue())).toList();
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, files);
        try {
            SourcePositions positions = Trees.instance(javac).getSourcePositions();
            for (CompilationUnitTree unit : javac.parse()) {
                Scan scan = new Scan(unit.getSourceFile().getCharContent(true).toString(), positions);
                scan.scan(unit, unit);
                all.put(unit.getSourceFile().getName(), new Found(List.copyOf(scan.methods), List.copyOf(scan.holes)));
            }
            return all;
        } catch (IOException error) {
            throw UserError.of(error, "parsing " + String.join(", ", sources.keySet()));
        }
    }

    private static final class Scan extends TreeScanner<Void, CompilationUnitTree> {
        final List<Method> methods = new ArrayList<>();
        final List<Hole> holes = new ArrayList<>();
        private final String source;
        private final SourcePositions positions;

        Scan(String source, SourcePositions positions) {
            this.source = source;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            int start = (int) positions.getStartPosition(unit, method);
            if (start >= 0 && method.getBody() != null) {
                Matcher mark = MARK.matcher(source).region(lineBefore(start), start);
                if (mark.find()) {
                    methods.add(new Method(mark.group(1), method.getName().toString(), line(unit, start), start,
                            (int) positions.getStartPosition(unit, method.getBody()),
                            (int) positions.getEndPosition(unit, method.getBody()),
                            mark.group(2)));
                }
            }
            return super.visitMethod(method, unit);
        }

        @Override
        public Void visitNewClass(NewClassTree made, CompilationUnitTree unit) {
            if (made.getIdentifier().toString().equals("Todo")) {
                hole(made, made.getArguments(), unit);
            }
            return super.visitNewClass(made, unit);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree unit) {
            if (NAMES_A_TASK.contains(call.getMethodSelect().toString())) {
                hole(call, call.getArguments(), unit);
            }
            return super.visitMethodInvocation(call, unit);
        }

        private void hole(Tree place, List<? extends ExpressionTree> arguments, CompilationUnitTree unit) {
            if (!arguments.isEmpty() && arguments.getFirst() instanceof LiteralTree name) {
                int start = (int) positions.getStartPosition(unit, place);
                holes.add(new Hole(String.valueOf(name.getValue()), line(unit, start), start));
            }
        }

        /** Where the line above the one of `offset` begins. */
        private int lineBefore(int offset) {
            return source.lastIndexOf('\n', source.lastIndexOf('\n', offset - 1) - 1) + 1;
        }

        private static int line(CompilationUnitTree unit, int offset) {
            return (int) unit.getLineMap().getLineNumber(offset);
        }
    }
}
