package grader.proofs.systematic;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import grader.core.console.UserError;
import grader.core.source.SourceText;
import grader.core.source.TaskMethods;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.Submission;
import grader.proofs.systematic.SystematicMutant.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;

/** The mutants that no change of compiled classes makes: of order, locks, visibility, widths and locales. */
final class SourceMutants {

    private final Submission reference;
    private final TaskLines lines;

    SourceMutants(Submission reference, TaskLines lines) {
        this.reference = reference;
        this.lines = lines;
    }

    /** All that are in methods of tasks, or in fields beside them. Some may not compile. */
    List<SystematicMutant> all() {
        List<SystematicMutant> all = new ArrayList<>();
        lines.methods().forEach((file, methods) -> {
            Map<String, Integer> counts = new HashMap<>();
            for (SourceEdit edit : edits(file)) {
                owner(edit, methods).ifPresent(method -> {
                    String name = TaskLines.type(file) + "." + method.name() + " " + edit.kind();
                    all.add(new SystematicMutant(method.task(), name + " " + counts.merge(name, 1, Integer::sum),
                            file + ":" + lines.lineOf(file, edit.start()), edit.what(), variant(file, edit)));
                });
            }
        });
        return all;
    }

    /** The method that has the change; a field belongs to the first one of its file. */
    private static Optional<TaskMethods.Method> owner(SourceEdit edit, List<TaskMethods.Method> methods) {
        return edit.isOfField() ? Optional.of(methods.getFirst())
                : methods.stream()
                        .filter(method -> method.start() <= edit.start() && edit.end() <= method.bodyEnd())
                        .findFirst();
    }

    private List<SourceEdit> edits(String file) {
        String text = lines.sources().get(file);
        JavacTask javac = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, ignored -> {}, List.of("-proc:none"), null, List.of(new SourceText(file, text)));
        try {
            CompilationUnitTree unit = javac.parse().iterator().next();
            SourcePositions positions = Trees.instance(javac).getSourcePositions();
            return new SourceEdits(text, unit, positions).all();
        } catch (IOException error) {
            throw UserError.of(error, "parsing " + file);
        }
    }

    private Variant variant(String file, SourceEdit edit) {
        String before = lines.sources().get(file);
        String after = edit.in(before);
        return new Variant() {

            @Override
            public boolean write(Path folder) throws IOException {
                return BaseClasses.compile(reference, reference.with(file, after), folder).isEmpty();
            }

            @Override
            public List<String> diff() {
                return Decompiled.diff(before.lines().toList(), after.lines().toList());
            }
        };
    }
}
