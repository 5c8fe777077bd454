package grader.bench.parsers;

import grader.bench.harness.Contestant;
import grader.bench.harness.PartBench;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures parsers that understand the same. */
@Command(name = "parser", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 03's parser beside those of microhttp, Netty and Jetty, on the same bytes.")
public final class ParserBench extends PartBench {

    @Option(names = "--only", paramLabel = "TRAFFIC", description = "only these: ${COMPLETION-CANDIDATES}",
            arity = "1..*")
    private List<Traffic> only = List.of(Traffic.values());

    public ParserBench() {
        super("lab03");
    }

    @Override
    protected List<Contestant> contestants() {
        List<Contestant> all = new ArrayList<>();
        for (Traffic traffic : only) {
            for (ParserContestant each : ParserContestant.values()) {
                all.add(new Contestant(traffic.toString(), each.toString(), 1, traffic.bytes.length,
                        () -> each.on(traffic)));
            }
        }
        return all;
    }

    @Override
    protected String mistake() {
        for (Traffic traffic : only) {
            List<String> own = ParserContestant.OWN.understands(traffic.bytes);
            for (ParserContestant each : ParserContestant.values()) {
                List<String> other = each.understands(traffic.bytes);
                if (!other.equals(own)) {
                    return each + " understands " + other + ", and its parser " + own;
                }
            }
        }
        return "";
    }
}
