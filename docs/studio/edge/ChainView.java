package docs.studio.edge;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.servers.ServerProcess;
import docs.studio.web.LocalGet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the chain is at one moment.
 *
 * @param load its counts
 * @param failures the last requests without a good response, the last one first
 * @param backends what the edge says of its backends; null if it says nothing
 * @param trace the request that was asked for; null if there is none
 */
record ChainView(String url, List<Part> parts, int rate, SteadyLoad.Counts load, List<SteadyLoad.Failure> failures,
        List<ChainActions.Event> events, JsonNode backends, TraceLog.Trace trace) {

    /**
     * A process.
     *
     * @param state `starting`, `running`, `draining`, `stopped` or `frozen`
     * @param said the last that it said before it ended by itself; empty if it has not
     * @param metrics the text of `/metrics`; null if there is none
     * @param at when that was read, in milliseconds since 1970
     */
    record Part(String name, String title, String state, String said, String metrics, long at) {}

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int SHOWN = 10;

    /** @param trace which one is wanted: `newest`, `slowest` or `failed` */
    static ChainView of(Chain chain, ChainActions actions, String trace) {
        List<Part> parts = new ArrayList<>(List.of(part("edge", "Edge", chain.edge())));
        chain.servers().forEach((name, server) -> parts.add(part(name, "Server " + name, server)));
        parts.add(new Part("database", chain.database().title(), database(chain), "", null, 0));
        Optional<TraceLog.Trace> wanted = switch (trace) {
            case "slowest" -> chain.traces().slowest();
            case "failed" -> chain.traces().failed();
            default -> chain.traces().newest();
        };
        return new ChainView(chain.url(), parts, chain.load().rate(), chain.load().counts(),
                chain.load().failures().reversed().stream().limit(SHOWN).toList(), actions.events(), backends(chain),
                wanted.orElse(null));
    }

    private static String database(Chain chain) {
        return chain.isFrozen() ? "frozen" : chain.database().processes().get().isEmpty() ? "stopped" : "running";
    }

    private static Part part(String name, String title, ServerProcess process) {
        return new Part(name, title, process.state().name().toLowerCase(Locale.ROOT), process.lastWords(),
                process.state() == ServerProcess.State.STOPPED ? null : metrics(process.adminPort()),
                System.currentTimeMillis());
    }

    private static String metrics(int port) {
        try {
            return port == 0 ? null
                    : new String(LocalGet.of(port, "/metrics", PATIENCE).body(), StandardCharsets.UTF_8);
        } catch (IOException notNow) {
            return null;
        }
    }

    private static JsonNode backends(Chain chain) {
        try {
            return chain.edge().adminPort() == 0 ? null : chain.backends();
        } catch (IOException notNow) {
            return null;
        }
    }

    /** In a few lines, for a terminal. */
    static List<String> lines(Chain chain) {
        SteadyLoad.Counts counts = chain.load().counts();
        List<String> lines = new ArrayList<>();
        lines.add("edge " + state(chain.edge()) + chain.servers()
                .entrySet()
                .stream()
                .map(server -> ", server " + server.getKey() + " " + state(server.getValue()))
                .reduce("", String::concat) + ", database " + database(chain));
        lines.add("%s requests per second: %s sent, %s good, %s lost, %s cut short, %s open".formatted(
                chain.load().rate(), counts.sent(), counts.ok(), counts.lost(), counts.cut(), counts.open()));
        chain.load()
                .failures()
                .reversed()
                .stream()
                .limit(3)
                .forEach(
                        failure -> lines.add("  " + failure.time() + " " + failure.request() + ": " + failure.words()));
        return lines;
    }

    private static String state(ServerProcess process) {
        return process.state().name().toLowerCase(Locale.ROOT);
    }
}
