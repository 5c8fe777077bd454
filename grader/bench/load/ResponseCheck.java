package grader.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Whether a server does the work of a scenario: what does other work is not to be compared. */
public final class ResponseCheck {

    private static final int TIMES = 2;
    private static final int MOMENT = 1_000;

    private ResponseCheck() {}

    /** What is wrong, twice; empty if all is right. */
    public static Optional<String> wrong(InetSocketAddress server, Scenario scenario) {
        return once(server, scenario).flatMap(first -> once(server, scenario));
    }

    /** Each batch of requests is sent as the load sends it, twice on a kept connection. */
    private static Optional<String> once(InetSocketAddress server, Scenario scenario) {
        try (Probe probe = new Probe(server)) {
            for (int time = 0; time < (scenario.closes() ? 1 : TIMES); time++) {
                probe.send(scenario.bytes());
                for (int i = 0; i < scenario.depth; i++) {
                    Probe.Answer answer = probe.answer();
                    if (answer.status() != 200) {
                        return Optional.of("it answers with " + answer.head().lines().findFirst().orElse("nothing"));
                    }
                    if (!answer.hasDate()) {
                        return Optional.of("it sends no Date, and so is spared what the others do");
                    }
                    if (!scenario.expected.fits(answer.content())) {
                        return Optional.of("it answers with other content");
                    }
                }
            }
            return scenario.closes() && !probe.ends(MOMENT)
                    ? Optional.of("it keeps a connection that was to be closed")
                    : Optional.empty();
        } catch (IOException error) {
            return Optional.of(error.getMessage());
        }
    }
}
