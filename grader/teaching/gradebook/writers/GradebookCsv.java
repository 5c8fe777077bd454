package grader.teaching.gradebook.writers;

import grader.results.report.escape.Csv;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.scores.LabColumn;
import grader.teaching.gradebook.scores.Learner;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The gradebook as CSV (RFC 4180, UTF-8): a row for each learner, with the total, the points of each lab, the labs
 * whose points are missing because of a grader error, and {@link Remarks}. The cell of such a lab is empty, and so is
 * the total.
 */
public final class GradebookCsv {

    private GradebookCsv() {}

    public static void write(Gradebook book, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            List<Object> header = new ArrayList<>(List.of("name", "total"));
            book.labs().stream().map(LabColumn::name).forEach(header::add);
            header.addAll(List.of("missing", "remarks"));
            out.write(Csv.line(header));
            for (Learner learner : book.learners()) {
                List<Object> row = new ArrayList<>(List.of(learner.name(), Points.cell(learner.total())));
                learner.scores().values().forEach(score -> row.add(Points.cell(score.points())));
                row.add(String.join(" ", learner.missing()));
                row.add(learner.scores()
                        .entrySet()
                        .stream()
                        .map(lab -> Remarks.line(lab.getKey(), lab.getValue()))
                        .filter(remarks -> !remarks.isEmpty())
                        .collect(Collectors.joining("; ")));
                out.write(Csv.line(row));
            }
        }
    }
}
