package grader.results.report.html;

import grader.core.course.Hint;
import grader.core.course.PageLink;
import grader.core.starter.StarterForm;
import grader.results.result.Cases;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Result.Failure;
import grader.results.result.Result.TaskResult;
import grader.results.result.Verdict;
import java.util.List;
import org.jsoup.nodes.Element;

/** One task: its checks, what failed with its transcript, why, how to repeat it, and hints. */
final class TaskSection {

    static final String STYLE = """
            .check { margin: 1.5rem 0; padding-left: 1rem; border-left: 3px solid var(--senior); }
            .check h3 { margin-top: 0; }
            .check .reason { font: 600 .9375rem/1.5 var(--sans); color: var(--senior); white-space: pre-wrap; }
            .checks { list-style: none; padding: 0; font: .9375rem/1.45 var(--sans); }
            .checks li { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
            .checks li > :first-child { min-width: 4.6rem; }
            .checks .says { flex: 1 1 20rem; }
            .checks .why { flex-basis: 100%; color: var(--quiet); font-size: .875rem; white-space: pre-wrap; }
            @media print { .hints { display: none; } .checks li { break-inside: avoid; } }
            """;
    /** Of the cases that fail; all are in the JSON report. */
    private static final int MOST_CASES = 10;

    private final Result result;
    private final TaskResult task;
    private final Element section;

    private TaskSection(Result result, TaskResult task, Element section) {
        this.result = result;
        this.task = task;
        this.section = section;
    }

    static void put(Element main, Result result, TaskResult task) {
        Element section = main.appendElement("section").attr("id", anchor(result, task));
        new TaskSection(result, task, section).write();
    }

    static String anchor(Result result, TaskResult task) {
        return result.lab().name() + "-" + task.task().id();
    }

    static String points(TaskResult task) {
        return task.task().stretch() ? "stretch" : task.earned() + "/" + task.task().points();
    }

    private void write() {
        section.appendElement("h2").text(task.task().id() + ": " + task.task().title());
        Element line = section.appendElement("p").addClass("quiet");
        VerdictText.put(line, task);
        line.appendText(", " + (task.task().stretch() ? "a stretch task" : points(task) + " points") + ", "
                + PageLink.to(result.lab(), task.task()).inSources());
        if (task.isProven()) {
            HtmlPage.prose(section, task.task().why());
        }
        checks();
        task.checks().stream().filter(check -> check.failure().isPresent()).forEach(this::failure);
        if (task.verdict() != Verdict.PASSED && !result.foreign()) {
            hints();
        }
    }

    private void checks() {
        Element list = section.appendElement("ul").addClass("checks");
        for (CheckResult check : task.checks()) {
            Element item = list.appendElement("li");
            VerdictText.put(item, check);
            item.appendElement("span").addClass("says").text(check.says());
            item.appendElement("span").addClass("number").text(check.earned() + "/" + check.points());
            if (check.verdict() != Verdict.PASSED && check.failure().isEmpty()) {
                item.appendElement("span").addClass("why").text(check.reason());
                cases(item, check.cases());
            }
        }
    }

    private void failure(CheckResult check) {
        Failure failure = check.failure().get();
        Element article = section.appendElement("article").addClass("check");
        article.appendElement("h3").text(check.says());
        article.appendElement("p").addClass("quiet").text(check.clause());
        TranscriptList.put(article, failure.steps());
        boolean control = check.verdict() == Verdict.NOT_RUN;
        article.appendElement("p").addClass("reason").text((control ? "not run: " : "") + check.reason());
        cases(article, check.cases());
        if (!failure.repeated().isEmpty()) {
            article.appendElement("p").text(failure.repeated());
        }
        HtmlPage.prose(article, failure.explanation());
        if (!failure.serverSaid().isEmpty()) {
            article.appendElement("p").addClass("label").text("the server said on standard error");
            HtmlPage.pre(article, String.join("\n", failure.serverSaid()));
        }
        article.appendElement("p").addClass("label").text("again");
        HtmlPage.pre(article,
                "./jbang grade " + result.call() + " --only " + check.id() + " --seed " + result.seed());
        article.appendElement("p")
                .addClass("quiet")
                .text("page: " + PageLink.to(result.lab(), task.task(), check.rule()).inSources());
    }

    private static void cases(Element parent, Cases cases) {
        List<String> failed = cases.failed();
        if (failed.isEmpty()) {
            return;
        }
        Element fold = HtmlPage.fold(parent, "%s of %s cases pass%s".formatted(cases.passed(), cases.all(),
                cases.untried() == 0 ? "" : ", " + cases.untried() + " not tried"));
        Element list = fold.appendElement("ul");
        failed.stream().limit(MOST_CASES).forEach(each -> list.appendElement("li").text(each));
        if (failed.size() > MOST_CASES) {
            list.appendElement("li").text("and " + (failed.size() - MOST_CASES) + " more");
        }
    }

    private void hints() {
        Element hints = section.appendElement("div").addClass("hints");
        for (Hint hint : StarterForm.of(result.lab()).hints(result.lab(), task.task())) {
            Element fold = HtmlPage.fold(hints, "Hint " + hint.number() + " of " + hint.of());
            for (Hint.Part part : hint.parts()) {
                if (part.isCode()) {
                    HtmlPage.pre(fold, part.text());
                } else {
                    HtmlPage.prose(fold, part.text());
                }
            }
        }
    }
}
