package docs.studio.drills;

import docs.studio.drills.DrillSession.Answer;
import docs.studio.drills.DrillSession.Decision;
import grader.core.console.Style;
import grader.core.console.UserError;
import grader.core.console.WordWrap;
import grader.core.course.Course;
import grader.core.course.PageLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A drill at the prompt of a terminal.
 *
 * @param echo whether what is read is printed, too
 */
record DrillPrompt(Course course, DrillSession drill, BufferedReader in, PrintWriter out, Style style, boolean echo) {

    /** Returns whether all faults were named, rightly or not; the learner may end it before. */
    boolean run() throws IOException, InterruptedException {
        begin();
        while (drill.left() > 0) {
            String line = read(style.bold("drill> "));
            if (line == null || line.strip().equals("quit")) {
                return false;
            }
            try {
                take(line.strip());
            } catch (IOException failed) {
                line("that look failed: " + failed.getMessage());
            } catch (UserError wrong) {
                line(wrong.line());
            }
        }
        List<Decision> decisions = drill.decisions();
        decisions.forEach(this::show);
        decisions.forEach(each -> line((decisions.size() > 1 ? each.name() : "This fault") + " comes again after "
                + each.again() + " drills."));
        return true;
    }

    private void begin() {
        int count = drill.left();
        line("");
        line("The server is under load, and has "
                + (count == 1 ? "one hidden fault, at one" : "two hidden faults, at two")
                + " of the seven stops. A fault may show only now and then: look again.");
        line("");
        line("  server  http://127.0.0.1:" + drill.server().port() + "      admin  http://127.0.0.1:"
                + drill.server().adminPort() + "      pid  " + drill.server().pid());
        line("  log     " + drill.server().logFile());
        line("");
        help();
    }

    private void help() {
        line("  signals    what /metrics says, now and 2 s later");
        line("  times      where the time of requests went, by route (from the log)");
        line("  slow       the slowest requests (/slow)");
        line("  clients    what the clients got, and how long they waited for it");
        line("  log        the end of the log, and its statuses; log TEXT: of lines with TEXT");
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

    private void take(String line) throws IOException, InterruptedException {
        String named = line.startsWith("stop ") ? line.substring("stop ".length()).strip() : line;
        switch (line) {
            case "" -> {}
            case "help", "?" -> help();
            case "hint" -> drill.hint().forEach(this::shown);
            case "answer" -> drill.giveUp();
            default -> {
                if (Stop.of(named).isPresent()) {
                    name(Stop.of(named).get());
                } else {
                    drill.look(line).forEach(this::line);
                }
            }
        }
    }

    private void name(Stop stop) throws IOException, InterruptedException {
        List<Fault> causes = drill.causes(stop);
        line("At " + stop + ", the cause is that");
        for (int i = 0; i < causes.size(); i++) {
            paragraph("  " + (char) ('a' + i) + "  ", causes.get(i).cause());
        }
        line("  Enter goes back to looking");
        for (String chosen = read("cause> "); chosen != null && !chosen.isBlank(); chosen = read("cause> ")) {
            int place = chosen.strip().charAt(0) - 'a';
            if (chosen.strip().length() == 1 && place >= 0 && place < causes.size()) {
                say(drill.answer(causes.get(place)));
                return;
            }
            line("there is no cause '" + chosen.strip() + "'; type a letter from a to "
                    + (char) ('a' + causes.size() - 1));
        }
    }

    private void say(Answer answer) {
        line("");
        line(answer.right() ? style.green(answer.says()) : style.red(answer.says()));
        if (!answer.right()) {
            line("What the rule of that cause measures in this server now:");
            answer.measured().forEach(line -> line("  " + line));
            line("Look again. (answer gives up, and shows it.)");
        } else if (answer.left() > 0) {
            line("One more fault is in this server. Name it, too.");
        }
    }

    private void show(Decision decision) {
        line("");
        paragraph("", style.bold(decision.stop().number() + " " + decision.stop()) + ": " + decision.cause() + ".");
        line("");
        line("What decides");
        paragraph("  ", decision.evidence());
        line("  What its rule measures in this server now:");
        decision.measured().forEach(line -> line("    " + line));
        if (decision.named() != null) {
            line("  And the rule of what you named, " + decision.named() + ":");
            decision.namedMeasured().forEach(line -> line("    " + line));
        }
        line("");
        line("The code");
        decision.difference()
                .forEach(line -> line("  " + (line.startsWith("+") ? style.green(line)
                        : line.startsWith("-") ? style.red(line) : line)));
        line("");
        line("What misleads");
        decision.misleads().forEach(text -> paragraph("  ", text));
        line("");
        line("It has happened");
        paragraph("  ", decision.source().what());
        line("  " + decision.source().url());
        if (decision.model() != null) {
            String[] place = decision.model().split("#");
            line("To play with    " + new PageLink(course, place[0], place[1]).shown());
        }
        line("What to do      " + new PageLink(course, "runbook", decision.stop().toString()).shown());
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

    /** A line of a table as it is, and others as text. */
    private void shown(String text) {
        if (text.startsWith(" ")) {
            line(text);
        } else {
            paragraph("", text);
        }
    }

    /** A text of any length. Its first line begins with `indent`, and the others with as many blanks. */
    private void paragraph(String indent, String text) {
        String blanks = " ".repeat(indent.length());
        List<String> lines = WordWrap.wrapped(text.strip().replaceAll("\\s+", " "), blanks);
        line(indent + lines.getFirst().substring(indent.length()));
        lines.stream().skip(1).forEach(this::line);
    }
}
