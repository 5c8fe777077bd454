package grader.teaching.gradebook.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.teaching.gradebook.Finding;
import grader.teaching.gradebook.policy.LabPolicy;
import grader.teaching.gradebook.policy.LateRule.Penalty;
import grader.teaching.gradebook.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lateness costs: at the boundary of an hour or a day, across time zones, and when the clocks change. */
class LateRuleTest {

    @TempDir
    Path folder;

    private LabPolicy lab(String due, String... rule) throws IOException {
        Path file = folder.resolve("course.yaml");
        Files.writeString(file, "time-zone: Europe/Berlin\nlabs:\n  lab03:\n    due: " + due + "\n    late:\n      "
                + String.join("\n      ", rule) + "\n");
        PolicyReader reader = new PolicyReader(file, "lab03"::equals);
        LabPolicy lab = reader.read().lab("lab03");
        assertEquals(List.of(), reader.mistakes().stream().map(Finding::toString).toList());
        return lab;
    }

    private static Penalty penalty(LabPolicy lab, String submitted, double score) {
        return lab.late().penalty(lab.due().orElseThrow(), Instant.parse(submitted), score);
    }

    /** 2026-12-01T23:59 in Berlin is 22:59 UTC. */
    @ParameterizedTest
    @CsvSource({"2026-12-01T22:59:00Z, on time, 0", "2026-12-01T22:59:00.000000001Z, 1 day late, 8",
            "2026-12-02T22:59:00Z, 1 day late, 8", "2026-12-02T22:59:01Z, 2 days late, 16",
            "2026-11-01T00:00:00Z, on time, 0", "2027-12-01T22:59:00Z, 365 days late, 80"})
    void eachStartedDayCostsItsPartOfTheScore(String submitted, String words, double points) throws IOException {
        Penalty penalty = penalty(lab("2026-12-01T23:59", "penalty: 10 percent per day"), submitted, 80);
        assertEquals(words + " " + points, penalty + " " + penalty.points());
    }

    @ParameterizedTest
    @CsvSource({"2026-12-01T23:14:00Z, on time, 0", "2026-12-01T23:14:00.001Z, 1 hour late, 2.5",
            "2026-12-01T23:59:00Z, 1 hour late, 2.5", "2026-12-01T23:59:00.001Z, 2 hours late, 5"})
    void graceForgivesAndHoursCountFromTheDueDate(String submitted, String words, double points) throws IOException {
        Penalty penalty = penalty(lab("2026-12-01T23:59", "grace: 15 minutes", "penalty: 2.5 points per hour"),
                submitted, 80);
        assertEquals(words + " " + points, penalty + " " + penalty.points());
    }

    @ParameterizedTest
    @CsvSource({"2026-12-06T22:59:00Z, 5 days late, 30", "2026-12-08T22:59:00Z, 7 days late, 30",
            "2026-12-08T22:59:01Z, too late, 60"})
    void aCapLimitsThePenaltyAndACutOffEndsIt(String submitted, String words, double points) throws IOException {
        Penalty penalty = penalty(lab("2026-12-01T23:59", "penalty: 10 percent per day", "at-most: 50 percent",
                "cut-off: 7 days"), submitted, 60);
        assertEquals(words + " " + points, penalty + " " + penalty.points());
    }

    /** The clocks went back on 2026-10-25 and forward on 2026-03-29. */
    @ParameterizedTest
    @CsvSource({"2026-10-24T23:59, 2026-10-25T22:59:00Z, 1 day late, 25",
            "2026-10-24T23:59, 2026-10-25T22:59:01Z, 2 days late, 26",
            "2026-03-28T23:59, 2026-03-29T21:59:00Z, 1 day late, 23",
            "2026-03-28T23:59, 2026-03-29T21:59:01Z, 2 days late, 24",
            "2026-10-25T02:30, 2026-10-25T01:30:00Z, on time, 0"})
    void aDayEndsAtTheSameTimeHoweverManyHoursItHas(String due, String submitted, String words, long hours)
            throws IOException {
        assertEquals(words, penalty(lab(due, "penalty: 10 percent per day"), submitted, 80).toString());
        assertEquals(hours, penalty(lab(due, "penalty: 1 point per hour"), submitted, 80).started());
    }

    @Test
    void anOffsetGoesBeforeTheTimeZone() throws IOException {
        LabPolicy lab = lab("2026-12-01T23:59-05:00", "penalty: 10 percent per day");
        assertEquals("on time", penalty(lab, "2026-12-02T04:59:00Z", 80).toString());
        assertEquals("1 day late", penalty(lab, "2026-12-02T04:59:01Z", 80).toString());
    }

    @Test
    void aPenaltyNeverTakesMoreThanThereIs() throws IOException {
        LabPolicy lab = lab("2026-12-01T23:59", "penalty: 30 points per day", "at-most: 95 points");
        assertEquals(20, penalty(lab, "2026-12-02T12:00:00Z", 20).points());
        assertEquals(95, penalty(lab, "2026-12-12T12:00:00Z", 100).points());
        assertEquals(0, penalty(lab("2026-12-01T23:59", "cut-off: 2 days"), "2026-12-02T12:00:00Z", 20).points());
    }
}
