package grader.proofs.reference.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.machine.os.Addresses;
import grader.machine.os.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Prometheus, with a configuration and rules from files. */
public final class Prometheus implements AutoCloseable {

    /** A port that was free may be taken by the time Prometheus asks for it. */
    private static final int ATTEMPTS = 10;
    private static final String READY = "Server is ready to receive web requests";

    private final Path output;
    private final InetSocketAddress address;
    private final Process process;

    private Prometheus(Path output, InetSocketAddress address, Process process) {
        this.output = output;
        this.address = address;
        this.process = process;
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
        for (int i = 0; i < ATTEMPTS; i++) {
            Prometheus prometheus =
                    launch(configuration, Files.createTempDirectory(folder, "prometheus"), Addresses.freePort());
            if (prometheus.isReady()) {
                return prometheus;
            }
            prometheus.close();
        }
        throw new AssertionError("Prometheus does not start: see " + folder);
    }

    private static Prometheus launch(Path configuration, Path folder, int port) throws IOException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("prometheus", "--config.file", configuration.toString(),
                "--storage.tsdb.path", folder.resolve("data").toString(), "--web.listen-address", "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Prometheus(output, new InetSocketAddress("127.0.0.1", port), process);
    }

    private boolean isReady() {
        Await.comesTrue(Limits.PATIENCE, () -> !process.isAlive() || output().contains(READY));
        return process.isAlive();
    }

    /** Returns what it has said so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
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
        try (Client client = Client.connect(address, new Transcript(), Peer.client())) {
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
        process.destroy();
        if (!Await.comesTrue(Limits.PATIENCE, () -> !process.isAlive())) {
            process.destroyForcibly();
        }
    }
}
