package grader.bench.load;

import grader.clients.http.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Whether a server does the work of a scenario: what does other work is not to be compared. */
public final class ResponseCheck {

    private static final int TIMES = 2;
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private ResponseCheck() {}

    /** What is wrong, twice; empty if all is right. */
    public static Optional<String> wrong(InetSocketAddress server, Scenario scenario) {
        Scenario checked = scenario.checked();
        return once(server, checked).flatMap(first -> once(server, checked));
    }

    /** Each batch of requests is sent as the load sends it, twice on a kept connection. */
    private static Optional<String> once(InetSocketAddress server, Scenario scenario) {
        try (Probe probe = new Probe(server)) {
            for (int time = 0; time < (scenario.closes() ? 1 : TIMES); time++) {
                probe.send(scenario.bytes());
                for (int i = 0; i < scenario.depth; i++) {
                    Response response = probe.response();
                    if (response.status() != 200) {
                        return Optional.of("its response is " + response.statusLine());
                    }
                    if (!response.has("Date")) {
                        return Optional.of("it sends no Date, and so is spared what the others do");
                    }
                    if (!scenario.expected.fits(response.body())) {
                        return Optional.of("the content of its response is not as expected");
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
