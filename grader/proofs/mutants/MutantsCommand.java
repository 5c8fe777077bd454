package grader.proofs.mutants;

import grader.checks.diagnose.Evidence;
import grader.core.console.TextTable;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.proofs.systematic.SystematicRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `mutants`: lists the mutants of the reference, and says which of them no longer fit it. */
@Command(name = "mutants", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Lists the mutants of the reference: lab, task, the check that fails each of them, and its "
                + "mistake.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done; with --check: all fit",
                "1:with --check or --follow: mutants are left that do not fit; with --systematic: some live",
                "2:called wrongly, or a file could not be read"})
public final class MutantsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "LAB", description = "only this lab's")
    private Optional<String> lab = Optional.empty();

    @Option(names = "--check",
            description = "name those whose 'replace' does not match exactly one place, with the nearest text")
    private boolean check;

    @Option(names = "--follow",
            description = "where the nearest text differs by renamed names only, write them into the mutant")
    private boolean follow;

    @Option(names = "--systematic",
            description = "grade every small change of LAB's tasks, and name those that no check fails")
    private boolean systematic;

    @Option(names = "--task", paramLabel = "TASK", description = "with --systematic: only this task's")
    private Optional<String> task = Optional.empty();

    @Option(names = "--record",
            description = "with --systematic: write the lab's sum into docs/pages/systematic.csv")
    private boolean record;

    @Option(names = "--evidence",
            description = "record from the broken server of LAB's task diagnose what its file of steps shows")
    private boolean evidence;

    @Spec
    private CommandSpec spec;

    private final Path start;

    /** @param start in the checkout */
    public MutantsCommand(Path start) {
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        Course course = Course.around(start);
        if (systematic) {
            return systematic(course);
        }
        if (evidence) {
            spec.commandLine().getOut().println("recorded: " + Evidence.record(named(course, "--evidence")));
            return 0;
        }
        List<Mutant> mutants = lab.map(name -> List.of(course.lab(name)))
                .orElseGet(course::all)
                .stream()
                .flatMap(each -> Mutant.of(each).stream())
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (!check && !follow) {
            TextTable table = new TextTable("llll");
            mutants.forEach(mutant -> table.row(mutant.lab(), mutant.task(), mutant.check().orElse("(any)"),
                    mutant.name() + ": a server that " + mutant.mistake()));
            table.lines().forEach(out::println);
            return 0;
        }
        List<Mismatch> left = Mismatch.among(mutants);
        if (follow) {
            List<Mismatch> renamed = left.stream().filter(each -> !each.renames().isEmpty()).toList();
            renamed.forEach(each -> {
                each.follow();
                out.println("followed: " + PathText.shown(each.mutant().file()));
            });
            left = left.stream().filter(each -> !renamed.contains(each)).toList();
        }
        left.forEach(each -> each.lines().forEach(out::println));
        out.println((mutants.size() - left.size()) + " of " + mutants.size() + " mutants fit the reference");
        return left.isEmpty() ? 0 : 1;
    }

    private Lab named(Course course, String option) {
        return course.lab(lab.orElseThrow(() -> new ParameterException(spec.commandLine(),
                option + " needs a lab: ./jbang mutants " + option + " lab05")));
    }

    private int systematic(Course course) throws InterruptedException {
        Lab one = named(course, "--systematic");
        task.ifPresent(one::taskCalled);
        if (record && task.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--record needs all of the lab: leave out --task");
        }
        return new SystematicRun(one, task, record, spec.commandLine().getOut()).run() ? 0 : 1;
    }
}
