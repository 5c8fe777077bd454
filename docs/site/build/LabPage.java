package docs.site.build;

import docs.site.blocks.AttributeRoles;
import docs.site.blocks.SolutionBlock;
import docs.site.page.Page;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.core.course.Task;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What a lab's page says from the lab's data file: a card under the crux, a line under the heading of each task, and
 * the folds around solutions. Also holds the page to that file: every task has its section, and none is spoiled.
 */
final class LabPage {

    private static final Pattern RFC = Pattern.compile("RFC (\\d+)(?: §([\\d.]+))?");

    private final Page page;
    private final Lab lab;

    private LabPage(Page page, Lab lab) {
        this.page = page;
        this.lab = lab;
    }

    static void complete(Page page, Lab lab) {
        LabPage lesson = new LabPage(page, lab);
        lesson.card();
        lab.tasks().forEach(lesson::task);
        lesson.foldSolutions();
        lesson.checkNames();
        lesson.checkOrder();
    }

    private void card() {
        Element crux = page.body().selectFirst("aside.crux");
        if (crux == null) {
            return;     // a defect already
        }
        Element card = new Element("dl").addClass("card");
        fact(card, "Time", lab.data().hours() + " hours");
        fact(card, "You build", lab.data().builds());
        fact(card, "Afterward you can", lab.data().outcome());
        fact(card, "Stop", lab.data().stop());
        fact(card, "Points", lab.tasks().stream().mapToInt(Task::points).sum() + " in " + scored() + " tasks");
        crux.after(card);
    }

    private long scored() {
        return lab.tasks().stream().filter(task -> !task.stretch()).count();
    }

    private static void fact(Element card, String name, String value) {
        Element fact = card.appendElement("div");
        fact.appendElement("dt").text(name);
        fact.appendElement("dd").text(value);
    }

    private void task(Task task) {
        Element section = page.body().selectFirst("." + AttributeRoles.TASK + task.id());
        Element heading = section == null ? null : section.selectFirst("h2, h3, h4");
        if (heading == null) {
            page.defect("", "task " + task.id() + " of the lab has no section",
                    "write one: [#" + task.page() + ",task=" + task.id() + "] above a heading");
            return;
        }
        if (!heading.id().equals(task.page())) {
            page.defect("task=" + task.id(), "the section of task " + task.id() + " has the anchor " + heading.id(),
                    "tasks.yaml says `page: " + task.page() + "`: make them equal");
        }
        Element line = new Element("p").addClass("task-line");
        line.appendElement("b").text(task.stretch() ? "stretch" : task.points() + " points");
        line.appendText(" · task ").appendElement("code").text(task.id());
        if (!task.needs().isEmpty()) {
            line.appendText(" · after ");
            needs(line, task.needs());
        }
        line.appendText(" · ");
        clause(line, task.clause());
        line.appendElement("span")
                .addClass("start-live")
                .appendText(" · ")
                .appendElement("code")
                .text("./jbang course " + lab.name() + "#" + task.page());
        heading.after(line);
    }

    private void needs(Element line, List<String> needs) {
        for (String need : needs) {
            String anchor = lab.task(need).map(Task::page).orElse(need);
            if (!need.equals(needs.getFirst())) {
                line.appendText(", ");
            }
            line.appendElement("a").attr("href", "#" + anchor).text(need);
        }
    }

    private void clause(Element line, String clause) {
        Matcher rfc = RFC.matcher(clause);
        if (rfc.matches()) {
            String section = rfc.group(2) == null ? "" : "#section-" + rfc.group(2);
            String address = "https://www.rfc-editor.org/rfc/rfc" + rfc.group(1) + section;
            line.appendElement("a").attr("href", address).text(clause);
        } else if (clause.contains("Interface")) {
            line.appendElement("a")
                    .attr("href", PageLink.interfacePage(lab) + ".html")
                    .text("Interface");
        } else {
            line.appendText(clause);
        }
    }

    /** One fold for solutions in a row, and one in it for each: elements that browsers open without a script. */
    private void foldSolutions() {
        Element all = null;
        for (Element block : page.body().select("[class*=" + SolutionBlock.ROLE + "]")) {
            if (all == null || block.previousElementSibling() != all) {
                all = new Element("details").addClass("solutions");
                all.appendElement("summary").text("Solutions in the guided form, and a sentence about each");
                block.before(all);
            }
            fold(block);
            all.appendChild(block);
        }
    }

    private void fold(Element block) {
        String id = ids(block, SolutionBlock.ROLE).getFirst();
        String title = lab.task(id).map(Task::title).orElse(id);
        Element summary = new Element("summary");
        summary.appendElement("code").text(id);
        summary.appendText(" · " + title);
        block.tagName("details").insertChildren(0, summary);
    }

    private void checkNames() {
        for (Element section : page.body().select("[class*=" + AttributeRoles.TASK + "]")) {
            ids(section, AttributeRoles.TASK).stream()
                    .filter(id -> lab.task(id).isEmpty())
                    .forEach(id -> page.defect("task=" + id, "the lab has no task " + id,
                            "name a task of its tasks.yaml"));
        }
    }

    /** The ids of tasks in an element's roles that begin with `role`. */
    private static List<String> ids(Element element, String role) {
        return element.classNames()
                .stream()
                .filter(name -> name.startsWith(role))
                .map(name -> name.substring(role.length()))
                .toList();
    }

    /** Solutions come after all tasks, so that no reader sees one while scrolling. */
    private void checkOrder() {
        boolean solutionSeen = false;
        for (Element part : page.body().select("details.solution, [class*=" + AttributeRoles.TASK + "]")) {
            if (part.nameIs("details")) {
                solutionSeen = true;
            } else if (solutionSeen) {
                page.defect("[solution", "a solution comes before the last task",
                        "move all solutions after the tasks");
                return;
            }
        }
    }
}
