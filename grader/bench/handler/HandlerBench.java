package grader.bench.handler;

import grader.bench.harness.Contestant;
import grader.bench.harness.LabPart;
import grader.bench.harness.PartBench;
import grader.bench.harness.Work;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * Measures the router of lab 04 and the onion of lab 05. Routes share their beginnings, as those of large servers do;
 * requests are of random routes, and were parsed before.
 */
@Command(name = "handlers", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 04's look-up among 50 and 50,000 routes, and what the six layers of lab 05 add "
                + "to a request.")
public final class HandlerBench extends PartBench {

    private static final int REQUESTS = 1024;
    private static final int GOOD = 200;

    public HandlerBench() {
        super("lab05");
    }

    @Override
    protected List<Contestant> contestants() {
        return List.of(of("a router", "50 routes"), of("a router", "50,000 routes"), of("an onion", "no layer"),
                of("an onion", "six layers, the log off"), of("an onion", "six layers, the log in a file"));
    }

    private static Contestant of(String group, String name) {
        return new Contestant(group, name, 1, 0, () -> LabPart.caller(Work.class, List.of(String.class), name));
    }

    @Override
    protected String mistake() throws Exception {
        for (Contestant each : contestants()) {
            Work work = each.work().get();
            for (int i = 0; i < REQUESTS; i++) {
                long status = work.once(i);
                if (status != GOOD) {
                    return "with " + each.name() + " a request is answered with " + status;
                }
            }
        }
        return "";
    }
}
