package docs.studio.drills;

import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.console.WordWrap;
import grader.core.course.Course;
import grader.core.course.PageLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One drill at the prompt: looks, hints, the answer, and what decides. */
final class DrillSession {

    private static final Duration LAST_LOOK = Duration.ofSeconds(3);
    private static final int MOST_LOOKS = 4;
    private static final Set<String> LOOKS = Set.of("signals", "times", "slow", "log", "ss", "threads", "$", "curl");

    private final Course course;
    private final DrillServer server;
    private final Scene scene;
    private final List<Fault> all;
    private final BufferedReader in;
    private final PrintWriter out;
    private final Style style;
    private final Looks looks;
    private final boolean echo;
    private final Map<Fault, Boolean> found = new LinkedHashMap<>();
    private final Map<Fault, Fault> mistaken = new LinkedHashMap<>();     // what was named, by what it was
    private final long begun = System.nanoTime();
    private int taken;      // looks
    private int hints;

    /** @param all faults there are, as the answers to choose from @param echo whether what is read is printed, too */
    DrillSession(Course course, DrillServer server, Scene scene, List<Fault> all, BufferedReader in, PrintWriter out,
            Style style, boolean echo) {
        this.course = course;
        this.server = server;
        this.scene = scene;
        this.all = all;
        this.in = in;
        this.out = out;
        this.style = style;
        this.looks = new Looks(server);
        this.echo = echo;
    }

    /** Which faults were found, when all were named; empty if the learner has ended it before. */
    Optional<Map<Fault, Boolean>> run() throws IOException, InterruptedException {
        begin();
        List<Fault> left = new ArrayList<>(scene.faults());
        while (!left.isEmpty()) {
            String line = read(style.bold("drill> "));
            if (line == null || line.strip().equals("quit")) {
                return Optional.empty();
            }
            try {
                answer(line.strip(), left);
            } catch (IOException | UserError failed) {
                line("that look failed: " + failed.getMessage());
            }
        }
        verdict();
        return Optional.of(found);
    }

    private void begin() {
        int count = scene.faults().size();
        line("");
        line("The server is under load, and " + (count == 1 ? "has one hidden fault" : "has two hidden faults")
                + " at one of the seven stops" + (count == 1 ? "" : " each") + ". Take all the time you need.");
        line("");
        line("  server  http://127.0.0.1:" + server.port() + "      admin  http://127.0.0.1:" + server.adminPort()
                + "      pid  " + server.pid());
        line("  log     " + server.logFile());
        line("");
        help();
    }

    private void help() {
        line("  signals    what /metrics says, now and 2 s later");
        line("  times      where the time of requests went, by route (from the log)");
        line("  slow       the slowest requests (/slow)");
        line("  log        the end of the log, and its statuses");
        line("  ss         the listener's queue, and connections by state");
        line("  threads    what threads are doing; threads TEXT shows one stack");
        line("  $ COMMAND  of your shell, which knows $PORT, $ADMIN, $PID and $LOG:");
        line("             $ curl -i http://127.0.0.1:$PORT/json");
        line("  hint       as often as you like");
        line("  1 to 7     names the stop: " + Arrays.stream(Stop.values())
                .map(stop -> stop.number() + " " + stop)
                .collect(Collectors.joining(", ")));
        line("  answer     gives up, and shows it");
        line("  quit       ends the drill, and tells nothing");
    }

    private void answer(String line, List<Fault> left) throws IOException, InterruptedException {
        String text = line.contains(" ") && !line.startsWith("$") ? line.substring(line.indexOf(' ') + 1).strip() : "";
        String look = line.startsWith("$") ? "$" : line.split(" ")[0];
        taken += LOOKS.contains(look) ? 1 : 0;
        switch (look) {
            case "" -> {}
            case "help", "?" -> help();
            case "signals" -> looks.signals().forEach(this::line);
            case "times" -> looks.times().forEach(this::line);
            case "slow" -> looks.slow().forEach(this::line);
            case "log" -> looks.log().forEach(this::line);
            case "ss" -> looks.sockets().forEach(this::line);
            case "threads" -> looks.threads(text).forEach(this::line);
            case "$" -> looks.shell(line.substring(1).strip()).forEach(this::line);
            case "curl" -> looks.shell(line).forEach(this::line);
            case "hint" -> hint(left.getFirst());
            case "answer" -> {
                left.forEach(fault -> found.put(fault, false));
                left.clear();
            }
            default -> {
                String named = line.startsWith("stop ") ? text : line;
                Stop.of(named)
                        .ifPresentOrElse(stop -> name(stop, left), () -> line("there is no look or stop '" + line
                                + "'; type help for the looks, or a stop from 1 to 7"));
            }
        }
    }

    private void hint(Fault fault) throws InterruptedException {
        hints++;
        switch (hints) {
            case 1 -> line("Hint 1: the look that shows most is `" + fault.look() + "`.");
            case 2 -> line("Hint 2: the stop is one of " + near(fault.stop()) + ".");
            case 3 -> paragraph("", "Hint 3: " + fault.misleads());
            default -> {
                line("Hint 4: what the rule sees that is kept beside this fault:");
                fault.rule().measured(evidence(List.of(fault))).forEach(line -> line("  " + line));
            }
        }
    }

    private static String near(Stop stop) {
        int first = Math.clamp(stop.ordinal() - 1L, 0, Stop.values().length - 3);
        return Arrays.stream(Stop.values(), first, first + 3).map(Stop::toString).collect(Collectors.joining(", "));
    }

    private void name(Stop stop, List<Fault> left) {
        List<Fault> causes = all.stream().filter(fault -> fault.stop() == stop).toList();
        line("At " + stop + ", the cause is that");
        for (int i = 0; i < causes.size(); i++) {
            paragraph("  " + (char) ('a' + i) + "  ", causes.get(i).cause());
        }
        line("  Enter goes back to looking");
        try {
            for (String chosen = read("cause> "); chosen != null && !chosen.isBlank(); chosen = read("cause> ")) {
                int place = chosen.strip().charAt(0) - 'a';
                if (chosen.strip().length() == 1 && place >= 0 && place < causes.size()) {
                    decide(stop, causes.get(place), left);
                    return;
                }
                line("there is no cause '" + chosen.strip() + "'; type a letter from a to "
                        + (char) ('a' + causes.size() - 1));
            }
        } catch (IOException gone) {
            line("no answer could be read: " + gone.getMessage());
        }
    }

    /** A wrong answer costs the fault that it may have meant: at the same stop, or else the first. */
    private void decide(Stop stop, Fault named, List<Fault> left) {
        Fault meant = left.stream()
                .filter(fault -> fault.name().equals(named.name()))
                .findFirst()
                .or(() -> left.stream().filter(fault -> fault.stop() == stop).findFirst())
                .orElse(left.getFirst());
        boolean right = meant.name().equals(named.name());
        left.remove(meant);
        found.put(meant, right);
        if (!right) {
            mistaken.put(meant, named);
        }
        line("");
        line(right ? style.green("✓ That is it.") + " " + effort()
                : style.red(meant.stop() == stop ? "✗ The stop is right, the cause is another one."
                        : "✗ It is at another stop: " + meant.stop() + "."));
        hints = 0;
        if (!left.isEmpty()) {
            line("One more fault is in this server. Name it, too.");
        }
    }

    private String effort() {
        return "(looks: %s, hints: %s, seconds: %s)".formatted(taken, hints,
                (System.nanoTime() - begun) / 1_000_000_000);
    }

    private void verdict() throws InterruptedException {
        Evidence evidence = evidence(scene.faults());
        for (Fault fault : scene.faults()) {
            line("");
            paragraph("", style.bold(fault.stop().number() + " " + fault.stop()) + ": " + fault.cause() + ".");
            line("");
            line("What decides");
            paragraph("  ", fault.evidence().replace('\n', ' '));
            line("  The rule beside this fault, and what it sees in this server now:");
            fault.rule().measured(evidence).forEach(line -> line("    " + line));
            if (mistaken.containsKey(fault)) {
                Fault named = mistaken.get(fault);
                line("  And the rule beside what you named, " + named.name() + ":");
                named.rule().measured(evidence).forEach(line -> line("    " + line));
            }
            line("");
            line("The code");
            Reference.difference(course, fault)
                    .forEach(line -> line("  " + (line.startsWith("+") ? style.green(line)
                            : line.startsWith("-") ? style.red(line) : line)));
            line("");
            line("What misleads");
            paragraph("  ", fault.misleads());
            scene.herrings().forEach(herring -> paragraph("  ", herring.says()));
            line("");
            line("It has happened");
            paragraph("  ", fault.source().what());
            line("  " + fault.source().url());
            line("What to do      " + new PageLink(course, "runbook", fault.stop().toString()).shown());
        }
    }

    /** Some faults need time to show: it looks until their rules hold, and not for long. */
    private Evidence evidence(List<Fault> faults) throws InterruptedException {
        Evidence evidence = Evidence.of(server, LAST_LOOK);
        for (int i = 1; i < MOST_LOOKS && !hold(faults, evidence); i++) {
            evidence = Evidence.of(server, LAST_LOOK);
        }
        return evidence;
    }

    private static boolean hold(List<Fault> faults, Evidence evidence) {
        return faults.stream().allMatch(fault -> fault.rule().holds(evidence));
    }

    private String read(String prompt) throws IOException {
        out.print(style.fit(prompt));
        out.flush();
        String line = in.readLine();
        if (echo) {
            out.println(line == null ? "" : line);
        }
        return line;
    }

    private void line(String text) {
        out.println(style.fit(text).stripTrailing());
    }

    /** A text of any length. Its first line begins with `indent`, and the others with as many blanks. */
    private void paragraph(String indent, String text) {
        String blanks = " ".repeat(indent.length());
        List<String> lines = WordWrap.wrapped(text.strip().replaceAll("\\s+", " "), blanks);
        line(indent + lines.getFirst().substring(indent.length()));
        lines.stream().skip(1).forEach(this::line);
    }
}
