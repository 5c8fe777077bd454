package grader.teaching.gradebook.scores;

import grader.core.files.PathText;
import grader.teaching.gradebook.Attempt;
import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.RecordedResults;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.policy.ExtraPoints;
import grader.teaching.gradebook.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All learners and labs, under one policy.
 *
 * @param results all attempts
 * @param findings what keeps it from being complete
 */
public record Gradebook(Policy policy, List<LabColumn> labs, List<Learner> learners, List<ResultSummary> results,
        List<Finding> findings) {

    public static Gradebook of(RecordedResults recorded, Policy policy) {
        return new Making(recorded, policy).gradebook();
    }

    private record Key(String name, String lab) {
        static Key of(Attempt attempt) {
            return new Key(attempt.name(), attempt.lab());
        }
    }

    /** By learner and lab, while it is being made. */
    private static final class Making {

        private final RecordedResults recorded;
        private final Policy policy;
        private final List<Finding> findings;
        private final Map<String, String> titles = new TreeMap<>();
        private final Map<String, Map<String, LabScore>> rows = new TreeMap<>();

        Making(RecordedResults recorded, Policy policy) {
            this.recorded = recorded;
            this.policy = policy;
            this.findings = new ArrayList<>(recorded.findings());
        }

        Gradebook gradebook() {
            policy.labs().keySet().forEach(lab -> titles.put(lab, ""));
            recorded.missing().forEach(one -> titles.put(one.lab(), ""));
            recorded.results().forEach(one -> titles.put(one.attempt().lab(), one.title()));
            score();
            addExtraPoints();
            List<Learner> learners =
                    rows.entrySet().stream().map(row -> learner(row.getKey(), row.getValue())).toList();
            List<LabColumn> labs = titles.keySet().stream().map(lab -> column(lab, learners)).toList();
            return new Gradebook(policy, labs, learners, recorded.results(), List.copyOf(findings));
        }

        private void score() {
            AttemptChoice choice = new AttemptChoice(policy);
            Map<Key, List<ResultSummary>> results = recorded.results()
                    .stream()
                    .collect(Collectors.groupingBy(one -> Key.of(one.attempt()), LinkedHashMap::new,
                            Collectors.toList()));
            Map<Key, List<Attempt>> unread = recorded.missing().stream().collect(Collectors.groupingBy(Key::of));
            Stream.concat(results.keySet().stream(), unread.keySet().stream()).distinct().forEach(key -> {
                LabScore score = choice.of(key.lab, results.getOrDefault(key, List.of()),
                        unread.getOrDefault(key, List.of()));
                row(key.name).put(key.lab, score);
                findIn(score, key);
            });
        }

        private void findIn(LabScore score, Key key) {
            score.missing()
                    .stream()
                    .filter(one -> !recorded.missing().contains(one))
                    .forEach(one -> findings.add(new Finding("missing: " + one + ": the grader could not grade it",
                            "grade it again: ./jbang grade batch SUBMISSIONS --lab " + key.lab
                                    + " --out FOLDER --regrade")));
            if (score.penalty().isEmpty() && policy.lab(key.lab).due().isPresent()) {
                score.counted()
                        .ifPresent(one -> findings.add(new Finding(one.attempt()
                                + ": nothing says when it was submitted, so it counts as on time",
                                "grade with --names '{name}_{submitted}' if its name has a time, or add "
                                        + "submission.submitted to " + PathText.shown(one.file()))));
            }
        }

        private void addExtraPoints() {
            Map<String, List<ExtraPoints>> byName = policy.extra()
                    .stream()
                    .collect(
                            Collectors.groupingBy(one -> Attempt.normal(one.name()), LinkedHashMap::new,
                                    Collectors.toList()));
            byName.forEach((name, all) -> {
                if (!rows.containsKey(name)) {
                    findings.add(new Finding(all.getFirst().place() + ": no result is of "
                            + Attempt.shown(name), "write the name as it is in the results"));
                }
                all.stream().collect(Collectors.groupingBy(ExtraPoints::lab)).forEach((lab, extra) -> {
                    titles.putIfAbsent(lab, "");
                    row(name).merge(lab, LabScore.NOT_SUBMITTED.plus(extra), (score, only) -> score.plus(extra));
                });
            });
        }

        private Map<String, LabScore> row(String name) {
            return rows.computeIfAbsent(name, key -> new TreeMap<>());
        }

        private Learner learner(String name, Map<String, LabScore> some) {
            Map<String, LabScore> all = new TreeMap<>(some);
            titles.keySet().forEach(lab -> all.putIfAbsent(lab, LabScore.NOT_SUBMITTED));
            double sum = 0;
            double weights = 0;
            for (Map.Entry<String, LabScore> lab : all.entrySet()) {
                double weight = policy.lab(lab.getKey()).weight();
                if (weight > 0) {
                    OptionalDouble points = lab.getValue().points();
                    sum += weight * points.orElse(Double.NaN);
                    weights += weight;
                }
            }
            return new Learner(name, all,
                    Double.isNaN(sum) || weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights));
        }

        private LabColumn column(String lab, List<Learner> learners) {
            List<LabScore> scores = learners.stream().map(learner -> learner.scores().get(lab)).toList();
            List<ResultSummary> counted = scores.stream().map(LabScore::counted).flatMap(Optional::stream).toList();
            return new LabColumn(lab, titles.get(lab), policy.lab(lab),
                    scores.stream()
                            .filter(score -> score.isSubmitted() && !score.isMissing())
                            .map(score -> score.points().orElseThrow())
                            .sorted()
                            .toList(),
                    (int) scores.stream().filter(LabScore::isMissing).count(), CheckTally.of(counted));
        }
    }
}
