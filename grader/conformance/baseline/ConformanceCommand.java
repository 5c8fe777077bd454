package grader.conformance.baseline;

import grader.conformance.ConformanceOf;
import grader.conformance.Outcome;
import grader.conformance.Suite;
import grader.conformance.Tally;
import grader.conformance.requirements.Level;
import grader.conformance.requirements.Requirement;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** `conformance`: the reference and known servers beside every requirement, and the table of the docs. */
@Command(name = "conformance", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true,
        description = "Tries the reference and known servers on the requirements of RFC 9110, RFC 9111 and RFC 9112, "
                + "and says what is not as recorded.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is as recorded", "1:something is not",
                "2:a server could not be started, or this was called wrongly"})
public final class ConformanceCommand implements Callable<Integer> {

    static final Path FILE = Path.of("docs/pages/conformance.yaml");

    @Parameters(paramLabel = "SERVER", description = "${COMPLETION-CANDIDATES}; all if none is named")
    private List<Contender> named = List.of();

    @Option(names = "--record", description = "write what is found to " + "docs/pages/conformance.yaml")
    private boolean record;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path file = Course.here().root().resolve(FILE);
        List<Contender> chosen = named.isEmpty() ? List.of(Contender.values()) : named;
        Recorded before = Files.exists(file) ? Recorded.read(file) : new Recorded("", List.of(), List.of());
        checkWhole(before, chosen);
        chosen.forEach(Contender::version);      // what is missing is told before the minutes of the others
        Map<Contender, String> marks = new EnumMap<>(Contender.class);
        for (Contender one : chosen) {
            List<Outcome> outcomes = outcomes(one);
            marks.put(one, marks(one, outcomes));
            out.println("%-10s %-14s MUST %s  SHOULD %s".formatted(one, one.version(), sum(outcomes, Level.MUST),
                    sum(outcomes, Level.SHOULD)));
            out.flush();
        }
        Recorded now = table(before, marks);
        List<String> differences = Differences.between(before, now);
        differences.forEach(out::println);
        if (record) {
            now.write(file);
        }
        return differences.isEmpty() || record ? 0 : 1;
    }

    private static List<Outcome> outcomes(Contender one) {
        try (ProgressLine progress = ProgressLine.everywhere(System.err)) {
            progress.say(one.title() + ", building it");
            return ConformanceOf.of(one.settings(), Suite.requirements(),
                    words -> progress.say(one.title() + ", " + words));
        }
    }

    /** Only a table of all servers can start over: a sign would be missing otherwise. */
    private static void checkWhole(Recorded before, List<Contender> chosen) {
        boolean same = before.requirements()
                .stream()
                .map(Recorded.Row::id)
                .toList()
                .equals(Suite.requirements().stream().map(Requirement::id).toList())
                && before.servers().size() == Contender.values().length;
        if (!same && chosen.size() < Contender.values().length) {
            throw new UserError(FILE + " has other requirements or servers than there are now",
                    "record all: ./jbang conformance --record");
        }
    }

    private static String sum(List<Outcome> outcomes, Level level) {
        Tally tally = Tally.of(outcomes, level);
        return "%s of %s met".formatted(tally.met(), tally.of());
    }

    private static String marks(Contender one, List<Outcome> outcomes) {
        StringBuilder marks = new StringBuilder();
        outcomes.forEach(outcome -> marks
                .append(one.hides(outcome.requirement().id()).isPresent() ? '.' : Recorded.sign(outcome.mark())));
        return marks.toString();
    }

    private static Recorded table(Recorded before, Map<Contender, String> marks) {
        List<Recorded.Server> servers = new ArrayList<>();
        for (Contender one : Contender.values()) {
            servers.add(marks.containsKey(one) ? new Recorded.Server(one.title(), one.version(), one.option())
                    : before.servers().get(one.ordinal()));
        }
        List<Recorded.Row> rows = new ArrayList<>();
        for (Requirement one : Suite.requirements()) {
            int row = rows.size();
            StringBuilder signs = new StringBuilder();
            for (Contender server : Contender.values()) {
                signs.append(marks.containsKey(server) ? marks.get(server).charAt(row)
                        : before.requirements().get(row).marks().charAt(server.ordinal()));
            }
            rows.add(new Recorded.Row(one.id(), one.level().name(), one.clause(), one.group(), one.says(),
                    signs.toString()));
        }
        return new Recorded(LocalDate.now().toString(), servers, rows);
    }
}
