package grader.proofs.reference.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.clients.http.Client;
import grader.machine.os.Commands;
import grader.conformance.peers.known.PortedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Prometheus, with a configuration and rules from files. */
public final class Prometheus implements AutoCloseable {

    private static final String READY = "Server is ready to receive web requests";

    private final PortedProgram program;

    private Prometheus(PortedProgram program) {
        this.program = program;
    }

    /** Whether it is here, and {@link Promtool}, which comes with it. */
    public static boolean isInstalled() {
        return Commands.succeeds("prometheus", "--version") && Commands.succeeds("promtool", "--version");
    }

    /**
     * @param configuration its file
     * @param folder for what it writes
     */
    public static Prometheus start(Path configuration, Path folder) throws IOException {
        return new Prometheus(PortedProgram.start("prometheus", folder,
                (own, port) -> List.of("prometheus", "--config.file", configuration.toString(), "--storage.tsdb.path",
                        own.resolve("data").toString(), "--web.listen-address", "127.0.0.1:" + port),
                prometheus -> prometheus.output().contains(READY)));
    }

    /** Returns what it has said so far. */
    public String output() {
        return program.output();
    }

    /** Returns the time of the newest scrape, in seconds; 0 if there was none. */
    public double lastScrape() {
        return single(values(get("query?query=" + encoded("timestamp(up)")), ""));
    }

    /**
     * Returns the value of an expression that has one value; NaN if it has none.
     *
     * @param time at which it is computed, in seconds
     */
    public double value(String expression, double time) {
        return single(values(expression, "", time));
    }

    /** Returns the values of an expression, by their values of a label. */
    public Map<String, Double> values(String expression, String label, double time) {
        return values(get("query?query=" + encoded(expression) + "&time=" + time), label);
    }

    /** Returns the names of the alerts that fire. */
    public Set<String> firing() {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : get("alerts").path("alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                names.add(alert.at("/labels/alertname").asText());
            }
        }
        return names;
    }

    private static double single(Map<String, Double> values) {
        return values.isEmpty() ? Double.NaN : values.get("");
    }

    private static Map<String, Double> values(JsonNode data, String label) {
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode sample : data.path("result")) {
            String key = sample.path("metric").path(label).asText();
            String value = sample.at("/value/1").asText().replace("Inf", "Infinity");
            if (values.put(key, Double.parseDouble(value)) != null) {
                throw new AssertionError("two values, not one: " + data);
            }
        }
        return values;
    }

    private JsonNode get(String path) {
        try (Client client = program.connect()) {
            client.send("GET /api/v1/" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return new ObjectMapper().readTree(client.answer().expectStatus(200).body()).path("data");
        } catch (JsonProcessingException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        program.close();
    }
}
