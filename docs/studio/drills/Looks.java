package docs.studio.drills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import docs.studio.process.BoundProcess;
import docs.studio.process.PrintedLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The usual looks at a server, each as lines. */
final class Looks {

    private static final Duration GROWTH = Duration.ofSeconds(2);
    private static final Duration COMMAND = Duration.ofSeconds(20);
    private static final Duration LAST_LINES = Duration.ofSeconds(1);
    private static final int RECENT = 64 * 1024;
    private static final int MOST = 12;
    private static final int MOST_PARTS = 4;
    private static final int LONGEST_TARGET = 30;
    private static final List<String> SEARCHED = List.of("method", "target", "route", "status", "user", "outcome");
    /** What only leads from layer to layer. */
    private static final Pattern BETWEEN = Pattern.compile("0x|MiddlewareChain[.]");
    private static final double WORTH_SHOWING = 0.05;
    private static final JsonMapper JSON = new JsonMapper();

    private final DrillServer server;
    private Evidence first;     // of the signals; null: there was none yet; guarded by this object's lock

    Looks(DrillServer server) {
        this.server = server;
    }

    /** What /metrics says: gauges with their limits, and by how much counters have grown. */
    List<String> signals() throws InterruptedException {
        Evidence evidence = Evidence.of(server, GROWTH);
        synchronized (this) {
            first = first == null ? evidence : first;
            List<String> lines = new ArrayList<>(List.of("from /metrics of the admin port, within "
                    + GROWTH.toSeconds() + " s, on " + Runtime.getRuntime().availableProcessors()
                    + " processors: counters that have grown, and what gauges were on average"));
            lines.addAll(evidence.metrics(first));
            return lines;
        }
    }

    /** Where the time of recent requests was spent, by route. */
    List<String> times() {
        Map<String, List<LogLine>> routes =
                recent().stream().collect(Collectors.groupingBy(LogLine::route, TreeMap::new, Collectors.toList()));
        if (routes.isEmpty()) {
            return List.of("the log has no line since the prompt came; something holds all requests");
        }
        List<String> lines = new ArrayList<>();
        lines.add(row("route", "requests", "mean ms", "most ms", "where the time went"));
        routes.forEach((route, all) -> {
            double time = all.stream().mapToDouble(LogLine::millis).sum();
            lines.add(row(route, String.valueOf(all.size()), millis(time / all.size()),
                    millis(all.stream().mapToDouble(LogLine::millis).max().orElse(0)),
                    parts(part -> all.stream().mapToDouble(line -> line.millis(part)).sum(), time)));
        });
        lines.add("(the last " + recent().size() + " lines of the log; `none` is what no route matched or the parser "
                + "refused)");
        return lines;
    }

    private static String row(String route, String count, String mean, String most, String where) {
        return String.format(Locale.ROOT, "%-16s %8s %8s %8s  %s", route, count, mean, most, where);
    }

    static String millis(double value) {
        return value < 10 ? String.valueOf(Math.round(value * 10) / 10.0) : String.valueOf(Math.round(value));
    }

    private static String parts(Function<String, Double> times, double all) {
        return List
                .of("queue", "worker", "parse", "middleware", "route", "handle", "serialize", "buffer", "drain",
                        "client")
                .stream()
                .filter(part -> times.apply(part) > WORTH_SHOWING * all)
                .sorted(Comparator.comparing(times).reversed())
                .limit(MOST_PARTS)
                .map(part -> part + " " + Math.round(100 * times.apply(part) / all) + " %")
                .collect(Collectors.joining(", "));
    }

    private List<LogLine> recent() {
        return LogLine.of(server.log(Math.max(server.logBegun(), server.logSize() - RECENT)));
    }

    /** What the clients of the load see. */
    List<String> clients() {
        return server.clients().lines();
    }

    /** The slowest requests of the last minutes. */
    List<String> slow() throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(server.admin("/slow")).path("requests")) {
                LogLine line = new LogLine(one);
                if (lines.size() < MOST && one.path("time").asText().compareTo(server.begun().toString()) > 0) {
                    lines.add(String.format(Locale.ROOT, "%8s ms  %s %-30s  %s", millis(line.millis()),
                            one.path("status").asInt(),
                            target(one), parts(line::millis, line.millis())));
                }
            }
        } catch (JsonProcessingException cut) {
            lines.add("/slow is no JSON: " + cut.getOriginalMessage());
        }
        return lines.isEmpty() ? List.of("no request has ended yet since the prompt came") : lines;
    }

    private static String target(JsonNode line) {
        String target = line.path("target").asText("-");
        return target.length() > LONGEST_TARGET
                ? target.substring(0, LONGEST_TARGET - 3) + "... (" + target.length() + " characters)"
                : target;
    }

    /** The end of the log; with a text, of the lines with it. */
    List<String> log(String text) {
        List<LogLine> all = recent().stream()
                .filter(line -> SEARCHED.stream().anyMatch(member -> line.json().path(member).asText().contains(text)))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("statuses of the last " + all.size() + " lines" + (text.isEmpty() ? "" : " with " + text) + ": "
                + counted(all.stream().map(line -> line.json().path("status").asText())));
        all.subList(Math.max(0, all.size() - MOST), all.size())
                .forEach(line -> lines.add(String.format(Locale.ROOT, "%-12s %-4s %-30s %s %9s B %8s ms  user %s%s",
                        line.json().path("time").asText().replaceAll(".*T|Z", ""),
                        line.json().path("method").asText("-"), target(line.json()),
                        line.json().path("status").asText(), line.json().path("bytes").asText(),
                        millis(line.millis()), line.json().path("user").asText("-"),
                        line.has("outcome", "complete") ? "" : "  " + line.json().path("outcome").asText())));
        return lines;
    }

    /** How often each of these is there, such as `200 x 5, 404 x 1`. */
    static String counted(Stream<String> words) {
        return words.collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(one -> one.getKey() + " x " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The listener's queue, and how many connections there are in each state. */
    List<String> sockets() {
        List<String> all = server.sockets();
        if (all.isEmpty()) {
            return List.of("this machine has no ss; netstat -anp tcp shows the same");
        }
        List<String> lines = new ArrayList<>(List.of("State  Recv-Q Send-Q Local Address:Port"));
        all.stream().filter(line -> line.startsWith("LISTEN")).forEach(lines::add);
        Map<String, Long> states = all.stream()
                .filter(line -> !line.startsWith("LISTEN"))
                .collect(Collectors.groupingBy(line -> line.split("\\s+")[0], TreeMap::new, Collectors.counting()));
        states.forEach((state, count) -> lines.add(String.format(Locale.ROOT, "%6d connections in %s", count, state)));
        return lines;
    }

    /**
     * How many threads are in which of the server's methods; with a text, the stack of the thread with it that is
     * deepest in the server.
     */
    List<String> threads(String text) throws InterruptedException {
        List<Stack> all = server.stacks();
        if (!text.isEmpty()) {
            List<Stack> with = all.stream()
                    .filter(stack -> (stack.thread() + " " + stack).toLowerCase(Locale.ROOT)
                            .contains(text.toLowerCase(Locale.ROOT)))
                    .sorted(Comparator.comparing(Stack::depth).reversed())
                    .toList();
            return with.isEmpty() ? List.of("no thread has " + text + " in its stack now")
                    : whole(with.getFirst(), with.size());
        }
        Map<String, Long> places = new LinkedHashMap<>();
        all.stream()
                .filter(stack -> stack.serves() || !stack.own().isEmpty())
                .map(stack -> String.format(Locale.ROOT, "%-14s %-13s %s", stack.thread().replaceAll("-?\\d+$", ""),
                        stack.state(),
                        stack.own()))
                .forEach(place -> places.merge(place, 1L, Long::sum));
        List<String> lines = new ArrayList<>(places.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(place -> String.format(Locale.ROOT, "%4d  %s", place.getValue(), place.getKey()))
                .toList());
        lines.add(
                "(RUNNABLE in a read means waiting for a client; threads TEXT shows the stack of a thread with TEXT)");
        return lines;
    }

    private static List<String> whole(Stack stack, int of) {
        List<String> lines = new ArrayList<>(
                List.of(stack.thread() + " " + stack.state() + (of > 1 ? ", one of " + of : "")));
        stack.frames()
                .stream()
                .filter(frame -> !BETWEEN.matcher(frame).lookingAt())
                .forEach(frame -> lines.add("    at " + frame));
        return lines;
    }

    /** What a command of the shell prints; it knows where the server is from its environment. */
    List<String> shell(String command) throws InterruptedException {
        String environment = "PORT=%s ADMIN=%s PID=%s LOG='%s' PATH='%s':$PATH\nexport PORT ADMIN PID LOG PATH\n"
                .formatted(server.port(), server.adminPort(), server.pid(), server.logFile(),
                        Path.of(System.getProperty("java.home"), "bin"));
        BoundProcess shell = BoundProcess.start(BoundProcess.shell(environment + command), server.folder());
        PrintedLines printed = new PrintedLines(shell.process().getInputStream(), line -> {});
        boolean ended = shell.process().waitFor(COMMAND.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            shell.end();
        }
        printed.awaitEnd(LAST_LINES);
        List<String> lines = new ArrayList<>(printed.from(0).lines());
        if (!ended) {
            lines.add("(it was ended after " + COMMAND.toSeconds() + " s)");
        }
        return lines;
    }
}
