package docs.studio.drills;

import grader.clients.metrics.MetricsParser;
import grader.clients.metrics.MetricsSyntaxException;
import grader.clients.metrics.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// What an operator sees of a server within a few seconds. [#value] knows these terms:
///
/// | term                  | what it is                                                                           |
/// |-----------------------|--------------------------------------------------------------------------------------|
/// | `NAME{label="value"}` | of /metrics: by how much a counter has grown, or what a gauge was on average         |
/// | `lines(status=503)`   | lines of the log; any member may be asked for, several with commas between them      |
/// | `bytes(…)`            | the content that these requests were sent                                            |
/// | `share(PART, …)`      | the share of their time that was spent at a stop, or in a wait                       |
/// | `ms(PART, …)`         | the same in milliseconds, on average                                                 |
/// | `least(PART, …)`      | the same of the request where it is least: noise adds nothing to that                |
/// | `threads(PATTERN)`    | how many threads there were, on average; each has a text: `BLOCKED Router.handle …`  |
/// | `sockets(STATE)`      | how many sockets of the port were in a state of `ss`                                 |
final class Evidence {

    private static final Pattern METRIC = Pattern.compile("(\\w+)(?:\\{(.*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern CALL = Pattern.compile("(lines|bytes|share|ms|least|threads|sockets)\\((.*)\\)");
    private static final Pattern COUNTER = Pattern.compile(".*_(total|count|sum|bucket)");
    private static final Map<String, String> LIMITS = Map.of("http_workers_busy", "http_workers_limit",
            "http_queue_connections", "http_queue_limit", "http_kernel_queue_connections", "http_kernel_queue_limit",
            "db_pool_connections_borrowed", "db_pool_connections_limit", "http_buffers_borrowed", "http_buffers_limit",
            "jvm_heap_used_bytes", "jvm_heap_limit_bytes", "process_open_fds", "process_max_fds", "log_lines_waiting",
            "log_lines_limit");
    private static final double GROWN = 1.25;
    private static final int FEW = 5;
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final List<List<Sample>> metrics = new ArrayList<>();
    private final List<List<Stack>> stacks = new ArrayList<>();
    private List<String> sockets = List.of();
    private List<LogLine> lines = List.of();

    private Evidence() {}

    /** Looks for as long. */
    static Evidence of(DrillServer server, Duration time) throws InterruptedException {
        Evidence evidence = new Evidence();
        long from = server.logSize();
        long end = System.nanoTime() + time.toNanos();
        do {
            evidence.look(server);
            Thread.sleep(PERIOD);
        } while (System.nanoTime() - end < 0);
        evidence.look(server);
        evidence.sockets = server.sockets();
        evidence.lines = LogLine.of(server.log(from));
        return evidence;
    }

    private void look(DrillServer server) throws InterruptedException {
        try {
            metrics.add(MetricsParser.samples(server.admin("/metrics")));
        } catch (IOException | MetricsSyntaxException unreadable) {
            // the next look may succeed
        }
        List<Stack> dump = metrics.size() % 2 == 1 ? server.stacks() : List.of();
        if (!dump.isEmpty()) {      // a dump that did not come says nothing
            stacks.add(dump);
        }
    }

    List<LogLine> lines() {
        return lines;
    }

    /**
     * All of /metrics but the durations: gauges with their limits, and counters that have grown.
     *
     * @param first is compared with: what a gauge was then is told if it is far higher now
     */
    List<String> metrics(Evidence first) {
        if (metrics.isEmpty()) {
            return List.of("the admin port did not respond");
        }
        List<String> shown = new ArrayList<>();
        for (Sample last : metrics.getLast()) {
            String name = last.name();
            double value = metric(name, last.labels());
            boolean counter = COUNTER.matcher(name).matches();
            if (name.startsWith("http_request_duration") || name.matches(".*_limit(_bytes)?|process_max_fds")
                    || counter && value == 0) {
                continue;
            }
            String label = last.labels().isEmpty() ? ""
                    : last.labels()
                            .entrySet()
                            .stream()
                            .map(one -> one.getKey() + "=" + one.getValue())
                            .sorted()
                            .collect(Collectors.joining(" ", " ", ""));
            double before = first.metric(name, last.labels());
            String was = counter || !(value > GROWN * before + FEW) ? ""
                    : "  (" + Rule.number(before) + " at your first look)";
            shown.add("%10s%s  %s%s%s".formatted((counter ? "+" : "") + Rule.number(value), limit(name), name, label,
                    was));
        }
        return shown;
    }

    private String limit(String name) {
        double limit = LIMITS.containsKey(name) ? metric(LIMITS.get(name), Map.of()) : Double.NaN;
        return Double.isNaN(limit) ? " ".repeat(" of ".length() + 9) : " of %-9s".formatted(Rule.number(limit));
    }

    /** What a term is; not a number if it is not known. */
    double value(String term) {
        Matcher call = CALL.matcher(term);
        if (call.matches()) {
            return call(call.group(1), call.group(2));
        }
        Matcher metric = METRIC.matcher(term);
        if (!metric.matches()) {
            throw new IllegalArgumentException("no signal is called " + term);
        }
        return metric(metric.group(1), labels(metric.group(2)));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    private double metric(String name, Map<String, String> labels) {
        double[] values = metrics.stream()
                .map(samples -> samples.stream()
                        .filter(sample -> sample.name().equals(name))
                        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                        .mapToDouble(Sample::value)
                        .toArray())
                .filter(found -> found.length > 0)
                .mapToDouble(found -> DoubleStream.of(found).sum())
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        return COUNTER.matcher(name).matches() ? values[values.length - 1] - values[0]
                : DoubleStream.of(values).average().orElse(Double.NaN);
    }

    private double call(String function, String arguments) {
        return switch (function) {
            case "threads" -> stacks.stream()
                    .mapToLong(all -> all.stream()
                            .filter(stack -> Pattern.compile(arguments).matcher(stack.toString()).find())
                            .count())
                    .average()
                    .orElse(Double.NaN);
            case "sockets" -> sockets.stream().filter(line -> line.startsWith(arguments)).count();
            case "lines" -> chosen(arguments).size();
            case "bytes" -> sum(chosen(arguments), line -> line.json().path("bytes").asDouble());
            default -> {
                String part = arguments.split(",")[0].strip();
                List<LogLine> some = chosen(arguments.substring(part.length()));
                double time = sum(some, line -> line.millis(part));
                yield switch (function) {
                    case "ms" -> time / some.size();
                    case "least" -> some.stream().mapToDouble(line -> line.millis(part)).min().orElse(Double.NaN);
                    default -> time / sum(some, LogLine::millis);
                };
            }
        };
    }

    private static double sum(List<LogLine> some, ToDoubleFunction<LogLine> what) {
        return some.stream().mapToDouble(what).sum();
    }

    private List<LogLine> chosen(String filters) {
        List<String[]> wanted = Stream.of(filters.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.split("=", 2))
                .toList();
        return lines.stream().filter(line -> wanted.stream().allMatch(each -> line.has(each[0], each[1]))).toList();
    }
}
