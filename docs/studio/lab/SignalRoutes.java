package docs.studio.lab;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.LocalGet;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a page draws while the learner's server runs: its metrics, under a load that the page may ask for. */
final class SignalRoutes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * The metrics now.
     *
     * @param metrics the text of `/metrics`; null if there is none
     * @param why in words why there is none; else null
     * @param open requests of the load that wait for their responses
     * @param full whether these are as many as there may be
     */
    private record View(String metrics, String why, int open, boolean full) {}

    private final LabServer server;
    private final ServerLoad load;

    SignalRoutes(LabServer server) {
        this.server = server;
        this.load = new ServerLoad(server::port);
    }

    void addTo(WebServer web) {
        web.route("POST /api/lab/signals", call -> {
            JsonNode wanted = call.json().path("load");
            if (wanted.isObject()) {
                send(wanted);
            }
            call.reply(view());
        });
    }

    private void send(JsonNode wanted) {
        int rate = wanted.path("rate").asInt(-1);
        String target = Call.text(wanted, "target");
        if (rate < 0 || rate > ServerLoad.MOST_PER_SECOND || !target.matches("/[\\w/.-]{0,200}")) {
            throw new UserError("the load is " + wanted,
                    "give a rate from 0 to " + ServerLoad.MOST_PER_SECOND + " and a path such as /slow/100");
        }
        load.send(rate, target);
    }

    private View view() {
        LabServer.State state = server.state();
        int admin = server.adminPort();
        if (!state.state().equals("running")) {
            return without("Your server is " + (state.state().equals("starting") ? "starting." : "not running."));
        }
        if (admin == 0) {
            return without("Your server has no admin port: Run starts it with one.");
        }
        try {
            LocalGet response = LocalGet.of(admin, "/metrics", PATIENCE);
            return response.status() == 200 ? view(new String(response.body(), StandardCharsets.UTF_8), null)
                    : without("/metrics gives %s. It comes with lab 12; %s runs.".formatted(response.status(),
                            state.lab()));
        } catch (IOException problem) {
            return without("/metrics cannot be read: " + problem.getMessage() + ".");
        }
    }

    private View without(String why) {
        return view(null, why);
    }

    private View view(String metrics, String why) {
        int open = load.open();
        return new View(metrics, why, open, open >= ServerLoad.MOST_OPEN);
    }

    @Override
    public void close() {
        load.close();
    }
}
