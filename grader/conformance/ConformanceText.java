package grader.conformance;

import grader.conformance.connection.Silence;
import grader.conformance.requirements.Level;
import grader.conformance.requirements.Requirement;
import grader.core.console.Style;
import grader.core.console.WordWrap;
import java.util.List;
import java.util.function.Function;

/** How a server stands, for the console: each requirement in a line, what is unmet in full, the sums. */
public final class ConformanceText {

    private final List<Outcome> outcomes;
    private final Function<Requirement, String> again;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private ConformanceText(List<Outcome> outcomes, Function<Requirement, String> again, Style style) {
        this.outcomes = outcomes;
        this.again = again;
        this.style = style;
    }

    /** @param again the command that tries one requirement again */
    public static String of(List<Outcome> outcomes, Function<Requirement, String> again, Style style) {
        ConformanceText text = new ConformanceText(outcomes, again, style);
        text.write();
        return style.fit(text.out.toString());
    }

    private void write() {
        String group = "";
        for (Outcome one : outcomes) {
            if (!group.equals(one.requirement().group())) {
                group = one.requirement().group();
                line("");
                line(style.bold(group));
            }
            line("  " + sign(one.mark()) + " "
                    + "%-6s %-28s".formatted(one.requirement().level(), one.requirement().id())
                    + " " + one.requirement().says() + style.dim("  " + one.requirement().clause()));
        }
        line("");
        outcomes.stream().filter(one -> one.mark() == Mark.UNMET).forEach(this::inFull);
        for (Level level : Level.values()) {
            Tally tally = Tally.of(outcomes, level);
            line("%-7s %s of %s met, %s unmet".formatted(level, tally.met(), tally.of(), tally.unmet()));
        }
        long not = outcomes.stream().filter(one -> one.mark() == Mark.NOT_APPLICABLE).count();
        if (not > 0) {
            line("        %s not applicable, marked -: such as what needs a route that is not there".formatted(not));
        }
        List<String> lost = outcomes.stream()
                .filter(one -> one.mark() == Mark.MET && one.silence() == Silence.GONE)
                .map(one -> one.requirement().id())
                .toList();
        if (!lost.isEmpty()) {
            line("        answered only when asked again, as the connection ended without a response: "
                    + String.join(", ", lost));
        }
    }

    private String sign(Mark mark) {
        return switch (mark) {
            case MET -> style.green(style.unicode() ? "✓" : "+");
            case UNMET -> style.red(style.unicode() ? "✗" : "x");
            case NOT_APPLICABLE -> style.dim("-");
        };
    }

    private void inFull(Outcome one) {
        Requirement asked = one.requirement();
        line(sign(one.mark()) + " " + style.bold(asked.id()) + "   " + asked.level()
                + style.dim("   " + asked.clause()));
        WordWrap.wrapped(asked.says() + (asked.why().isEmpty() ? "" : " " + asked.why()), "  ").forEach(this::line);
        line("");
        one.seen().forEach(text -> line("      " + text));
        line("  " + style.red(one.reason()));
        line(style.dim("  again:  ") + again.apply(asked));
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
