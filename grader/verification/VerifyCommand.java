package grader.verification;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import grader.run.Lanes;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `verify`: runs the tests in grader/tests with the JUnit Platform, and ends with `N passed, N failed`. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Runs all of the project's own tests.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all passed", "1:a test failed", "2:called wrongly, or no test was found"})
public final class VerifyCommand implements Callable<Integer> {

    @Option(names = "--only", paramLabel = "CLASS", description = "run the test classes whose name holds this")
    private Optional<String> only = Optional.empty();

    @Option(names = "--all", description = "run what is left out else, such as every mutant against every check (long)")
    private boolean all;

    @Option(names = "--lab", paramLabel = "LAB", description = "of the tests that go lab by lab, only this one's")
    private Optional<String> lab = Optional.empty();

    @Override
    public Integer call() {
        System.setProperty("verify.all", String.valueOf(all));
        lab.ifPresent(name -> System.setProperty("verify.lab", name));
        int lanes = Math.clamp(Runtime.getRuntime().availableProcessors() * 4L, 4, 16);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("grader.tests"))
                .filters(includeClassNamePatterns("grader\\.tests\\..*(" + only.orElse("") + ").*Test"))
                .configurationParameters(Lanes.of(lanes))
                .build();
        Report report = new Report(System.out);
        LauncherFactory.create().execute(request, report);
        return report.close();
    }
}
