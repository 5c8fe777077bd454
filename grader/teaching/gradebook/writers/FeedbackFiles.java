package grader.teaching.gradebook.writers;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.AtomicFile;
import grader.results.recorded.ResultFile;
import grader.results.report.html.HtmlPage;
import grader.teaching.gradebook.ResultSummary;
import grader.teaching.gradebook.scores.Gradebook;
import grader.teaching.gradebook.scores.Learner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** An HTML file for each learner, and `index.html`, which lists them and is for the teacher. */
public final class FeedbackFiles {

    private static final String INDEX = "index";

    private FeedbackFiles() {}

    /**
     * @param progress what is being done
     * @return how many learners there are
     */
    public static int write(Gradebook book, Course course, Path out, Consumer<String> progress) {
        Map<String, Learner> rows =
                book.learners().stream().collect(Collectors.toMap(Learner::name, Function.identity()));
        Map<String, List<ResultSummary>> learners = book.results()
                .stream()
                .collect(Collectors.groupingBy(one -> one.attempt().name(), TreeMap::new, Collectors.toList()));
        Map<String, Lab> labs = new ConcurrentHashMap<>();         // to read each once
        List<String> names = List.copyOf(learners.keySet());
        List<String> files = files(names);
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, names.size()).parallel().forEach(i -> {
            progress.accept("writing feedback, " + done.getAndIncrement() + " of " + names.size());
            String page = FeedbackPage.of(lab -> labs.computeIfAbsent(lab, course::lab), book.policy(),
                    rows.get(names.get(i)), learners.get(names.get(i)));
            AtomicFile.write(out.resolve(files.get(i)), page);
        });
        AtomicFile.write(out.resolve(INDEX + ".html"), index(names, files, learners));
        return names.size();
    }

    /** The first of them is taken: a learner may be called `index`. */
    private static List<String> files(List<String> names) {
        List<ResultFile.Owner> owners = Stream.concat(Stream.of(INDEX), names.stream())
                .map(name -> new ResultFile.Owner(name, Optional.empty()))
                .toList();
        List<String> files = ResultFile.of(owners);
        return files.subList(1, files.size()).stream().map(name -> name.replaceFirst("\\.json$", ".html")).toList();
    }

    private static String index(List<String> names, List<String> files, Map<String, List<ResultSummary>> learners) {
        HtmlPage page = new HtmlPage("Feedback");
        page.main().appendElement("h1").text("Feedback");
        Element rows = HtmlPage.table(page.main(), names.size() + " learners", "Name", "Labs", "Attempts");
        for (int i = 0; i < names.size(); i++) {
            List<ResultSummary> results = learners.get(names.get(i));
            Element row = rows.appendElement("tr");
            row.appendElement("th")
                    .attr("scope", "row")
                    .appendElement("a")
                    .attr("href", files.get(i))
                    .attr("dir", "auto")
                    .text(Names.shown(names.get(i)));
            row.appendElement("td")
                    .text(results.stream()
                            .map(one -> one.attempt().lab())
                            .distinct()
                            .collect(Collectors.joining(", ")));
            row.appendElement("td").text(String.valueOf(results.size()));
        }
        return page.toString();
    }
}
