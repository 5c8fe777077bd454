package grader.teaching.gradebook.writers;

import grader.results.report.escape.Cut;
import grader.teaching.gradebook.Attempt;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.policy.ExtraPoints;
import grader.teaching.gradebook.policy.LateRule.Penalty;
import grader.teaching.gradebook.scores.LabScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Why a learner has these points for a lab: which attempt counts, what lateness costs, why it is a zero. */
final class Remarks {

    static final String STYLE = """
            .remark { display: block; font-size: .75rem; color: var(--quiet); white-space: normal; }
            """;

    /** Characters of the reason for a zero; the feedback has all. */
    private static final int LONGEST = 120;

    private Remarks() {}

    static List<String> of(LabScore score) {
        List<String> all = new ArrayList<>();
        Optional<ResultSummary> counted = score.counted();
        if (score.attempts() > 1) {
            counted.ifPresent(one -> all.add("attempt " + one.attempt().number() + " of " + score.attempts()));
        }
        counted.flatMap(Remarks::reasonForZero).ifPresent(all::add);
        score.penalty().flatMap(Remarks::late).ifPresent(all::add);
        score.extra().stream().map(Remarks::extra).forEach(all::add);
        return all;
    }

    /** In one line: `lab01: 1 day late: −17.6; lab03: nothing written yet`. */
    static String line(String lab, LabScore score) {
        return of(score).stream().map(each -> lab + ": " + each).collect(Collectors.joining("; "));
    }

    /** The points, or `missing`, and the remarks below. */
    static void put(Element cell, LabScore score) {
        if (score.isMissing()) {
            cell.appendElement("span").addClass("failed").text("missing");
        } else {
            boolean nothing = !score.isSubmitted() && score.extra().isEmpty();
            cell.text(nothing ? "–" : Points.text(score.points().orElseThrow()));
        }
        of(score).forEach(each -> add(cell, each));
    }

    /** A line below what is in the cell. */
    static void add(Element cell, String remark) {
        cell.appendText(" ").appendElement("span").addClass("remark").attr("dir", "auto").text(remark);
    }

    private static Optional<String> reasonForZero(ResultSummary result) {
        String problem = Attempt.shown(result.problem().lines().findFirst().orElse(""));
        if (!problem.isEmpty()) {
            return Optional.of(Cut.toCharacters(problem, LONGEST, "…"));
        }
        return result.isUntouched() ? Optional.of("nothing written yet") : Optional.empty();
    }

    /** What lateness costs; empty for what came in on time. */
    static Optional<String> late(Penalty penalty) {
        String cost = Points.text(penalty.points());
        return penalty.started() == 0 ? Optional.empty()
                : Optional.of(penalty + (cost.equals("0") ? "" : ": −" + cost));
    }

    private static String extra(ExtraPoints extra) {
        return (extra.points() < 0 ? "−" : "+") + Points.text(Math.abs(extra.points()))
                + (extra.reason().isBlank() ? "" : ": " + extra.reason());
    }
}
