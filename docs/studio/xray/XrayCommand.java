package docs.studio.xray;

import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `course xray 8080`: where the time of each request goes, in the terminal. */
@Command(name = "xray",
        description = "Shows where the time of each request goes in your Java server on PORT, from lab 05 on: a bar "
                + "with a letter per stop, and the milliseconds at each. Under load it shows the slowest of each "
                + "moment. Ctrl+C ends it, and leaves the server as it was.")
public final class XrayCommand implements Callable<Integer> {

    private static final Pattern LAB = Pattern.compile("\\blab(\\d\\d)\\b");
    private static final int MOST_PER_LOOK = 8;
    private static final int WIDTH = 40;
    private static final Map<String, Character> LETTERS = Map.of("queue", '.', "turn", '.', "room", '.', "parse", 'p',
            "route", 'r', "middleware", 'm', "handle", 'H', "serialize", 's', "drain", 'd');

    @Parameters(paramLabel = "PORT", description = "Where your server listens on 127.0.0.1.")
    private int port;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 1 || port > 65_535) {
            throw new UserError("the port is " + port, "give the port on which your server listens");
        }
        Course course = Course.here();
        ProcessHandle process = AgentSession.process(port);
        PrintWriter out = spec.commandLine().getOut();
        try (AgentSession session =
                AgentSession.begin(process.pid(), StopMoments.of(course, course.lab(lab(process))))) {
            out.println("p parse, r route, m middleware, H handle, s serialize, d drain, . waits");
            out.flush();
            long shown = 0;
            while (session.problem().isEmpty() && !out.checkError()) {
                session.await();
                List<XrayRequest> newest = session.seen().newest();
                news(newest, shown).forEach(each -> print(out, each));
                shown = newest.stream().mapToLong(XrayRequest::number).max().orElse(shown);
                out.flush();
            }
            if (!session.problem().isEmpty()) {
                out.println(session.problem());
            }
        }
        return 0;
    }

    /** The lab whose server it is, as its command line names it. */
    private String lab(ProcessHandle process) {
        Matcher lab = LAB.matcher(String.join(" ", process.info().arguments().orElse(new String[0])));
        String last = "";
        while (lab.find()) {
            last = lab.group();
        }
        if (last.isEmpty()) {
            throw new UserError("the process on port " + port + " is no lab of the course in Java",
                    "./jbang course wire " + port + " shows its times on the wire");
        }
        return last;
    }

    private static List<XrayRequest> news(List<XrayRequest> newest, long shown) {
        return newest.stream()
                .filter(each -> each.number() > shown)
                .sorted(Comparator.comparing(XrayRequest::ms).reversed())
                .limit(MOST_PER_LOOK)
                .sorted(Comparator.comparing(XrayRequest::number))
                .toList();
    }

    private static void print(PrintWriter out, XrayRequest request) {
        Map<String, Double> sums = new LinkedHashMap<>();
        request.spans().forEach(each -> sums.merge(each.place(), each.ms(), Double::sum));
        String times = sums.entrySet()
                .stream()
                .map(each -> each.getKey() + " " + String.format(Locale.ROOT, "%.2f", each.getValue()))
                .collect(Collectors.joining("  "));
        LocalTime at = LocalTime.ofInstant(Instant.ofEpochMilli(request.at()), ZoneId.systemDefault());
        out.println(
                String.format(Locale.ROOT, "%tT %10.2f ms [%s] %s", at, request.ms(), bar(request), request.line()));
        out.println("                        " + times);
        request.looks()
                .forEach(look -> out
                        .println("                        its thread: " + look.count() + " × " + look.words()));
    }

    /** A letter for each part of the time. */
    private static String bar(XrayRequest request) {
        List<Character> bar = new ArrayList<>();
        for (XrayRequest.Span span : request.spans()) {
            long until = Math.round((span.from() + span.ms()) / Math.max(request.ms(), 1e-6) * WIDTH);
            while (bar.size() < until) {
                bar.add(LETTERS.getOrDefault(span.place(), '?'));
            }
        }
        return bar.stream().map(String::valueOf).collect(Collectors.joining());
    }
}
