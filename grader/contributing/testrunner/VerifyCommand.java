package grader.contributing.testrunner;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.grading.engine.Parallelism;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `verify`: runs the tests of grader/ and docs/ with the JUnit Platform, and ends with `N passed, N failed`. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Runs the project's own tests: those of a few minutes, or all.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all passed", "1:a test failed", "2:called wrongly, or no test was found"})
public final class VerifyCommand implements Callable<Integer> {

    /** Tests of a few seconds that come before all others: while they fail, the others would only fail, too. */
    private static final String FIRST = "first";
    /** Those that need a browser, other programs or minutes. They run with `--all`, and where `--only` names them. */
    private static final String NIGHTLY = "nightly";

    @Option(names = "--only", paramLabel = "CLASS",
            description = "run the test classes whose name holds this; a regular expression")
    private Optional<String> only = Optional.empty();

    @Option(names = "--all", description = "run all of them, and of those that are alike each one (hours)")
    private boolean all;

    @Option(names = "--lab", paramLabel = "LAB[/TASK]",
            description = "of the tests that go lab by lab, only this one's; of its mutants, only this task's")
    private Optional<String> lab = Optional.empty();

    @Option(names = "--since", paramLabel = "COMMIT",
            description = "also try all mutants, and the cells of all pages, that differ from this commit "
                    + "(default: where the branch left origin's main branch)")
    private Optional<String> since = Optional.empty();

    @Option(names = "--shard", paramLabel = "I/N", converter = Shard.Converter.class,
            description = "run only the I-th of N parts, which together are all tests")
    private Shard shard = new Shard(1, 1);

    @Override
    public Integer call() {
        System.setProperty("verify.all", String.valueOf(all));
        lab.ifPresent(VerifyCommand::choose);
        since.filter(commit -> !Changes.since(commit)).ifPresent(unknown -> {
            throw new UserError("--since " + unknown + ": there is no such commit here",
                    "git log --oneline shows which there are");
        });
        shard.set();
        Report report = new Report(System.out);
        run(report, TagFilter.includeTags(FIRST), new Shard(1, 1));
        if (!report.hasFailures()) {
            run(report, TagFilter.excludeTags(all || only.isPresent() ? List.of(FIRST) : List.of(FIRST, NIGHTLY)),
                    shard);
        }
        only.filter(ignored -> report.isEmpty()).ifPresent(name -> {
            throw new UserError("--only " + name + ": no test class has a name that holds this",
                    "name a part of one, such as Format for FormatTest");
        });
        return report.close();
    }

    /** @param name of a lab, or of a task in it, such as `lab05/cors` */
    private static void choose(String name) {
        String[] parts = name.split("/", 2);
        Lab lab = Course.here().lab(parts[0]);
        System.setProperty("verify.lab", lab.name());
        if (parts.length == 2) {
            System.setProperty("verify.task", lab.taskCalled(parts[1]).id());
        }
    }

    private void run(Report report, Filter<TestDescriptor> tags, Shard part) {
        int processors = Runtime.getRuntime().availableProcessors();
        int lanes = all ? processors : Math.clamp(processors * 2L, 4, 16);
        LauncherFactory.create()
                .execute(tests(only.orElse(""), part).filters(tags)
                        .configurationParameters(Parallelism.of(lanes))
                        .build(), report);
    }

    /** The tests of a part. */
    public static LauncherDiscoveryRequestBuilder tests(String only, Shard part) {
        PostDiscoveryFilter ofShard = test -> FilterResult.includedIf(isOf(part, test));
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("grader"), selectPackage("docs"))
                .filters(includeClassNamePatterns("(?=.*Test$)(grader|docs)\\..*(" + only + ").*"), ofShard);
    }

    /** A class that can share its work itself, such as that of all mutants, is part of each shard. */
    private static boolean isOf(Shard part, TestDescriptor test) {
        Optional<Class<?>> type = test.getSource().map(source -> switch (source) {
            case ClassSource one -> one.getJavaClass();
            case MethodSource one -> one.getJavaClass();
            default -> null;
        });
        return type.isEmpty() || type.get().isAnnotationPresent(SharesItself.class) || part.has(type.get().getName());
    }
}
