package docs.site.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import docs.site.blocks.AttributeRoles;
import docs.site.blocks.GivenBlock;
import docs.site.labs.Excerpts;
import docs.site.labs.Labs;
import docs.site.page.Page;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.TaskMethods;
import grader.core.starter.OpenStarter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;

/**
 * What a lab's page shows to readers who have the open starter: for each task the contracts of its types, in place of
 * the guided starter's methods. It is a script beside the page, which only those readers load.
 */
final class OpenForm {

    private static final String CLASS = "open-form";
    private static final String GUIDED = "data-guided";
    private static final String SCRIPT = "open form";

    private final Lab lab;
    private final Excerpts excerpts;
    private final Map<String, String> open;
    private final Map<String, List<TaskMethods.Hole>> holes = new TreeMap<>();

    private OpenForm(Lab lab, Excerpts excerpts, Map<String, String> open) {
        this.lab = lab;
        this.excerpts = excerpts;
        this.open = open;
        open.keySet()
                .stream()
                .filter(file -> OpenStarter.isHeart(lab, file))
                .forEach(file -> holes.put(file, TaskMethods.in(file, open.get(file)).holes()));
    }

    /** Puts it into the page, for the steps of the build, and marks what it replaces. */
    static void place(Page page, Lab lab, Labs labs) {
        Map<String, String> open = labs.open(lab);
        if (!open.isEmpty()) {
            OpenForm form = new OpenForm(lab, labs.excerpts(lab.name()).orElseThrow(), open);
            lab.tasks().forEach(task -> form.place(page, task));
        }
        for (Element block : page.body().select("." + GivenBlock.HEART)) {
            int parts = block.selectFirst(".content").childrenSize();
            block.removeClass(GivenBlock.HEART).select("figure").last().attr(GUIDED, String.valueOf(parts));
        }
    }

    private void place(Page page, Task task) {
        String html = html(task);
        Element section = page.body().selectFirst("." + AttributeRoles.TASK + task.id());
        if (html.isEmpty() || section == null) {
            return;
        }
        Elements given = section.select(".given");
        given.stream()
                .filter(block -> block.hasClass(GivenBlock.HEART))
                .findFirst()
                .or(() -> Optional.ofNullable(given.last()))
                .ifPresent(block -> block.after("<div class=\"" + CLASS + "\">" + html + "</div>"));
    }

    /** Empty for a task that is the same in both forms. */
    private String html(Task task) {
        List<String> own = OpenStarter.filesOf(lab, task);
        if (own.isEmpty()) {
            return "";
        }
        String types = own.stream()
                .filter(open::containsKey)
                .filter(file -> !task.open().isEmpty())
                .map(file -> excerpts.type(file, open.get(file)).html())
                .collect(Collectors.joining());
        String methods = holes.keySet()
                .stream()
                .filter(file -> task.open().isEmpty() || !own.contains(file))
                .map(file -> ofOther(task, file))
                .collect(Collectors.joining());
        return (types.isEmpty() ? ""
                : "<p>Yours to design. Other code, of this lab or a later one, uses only this:</p>" + types) + methods;
    }

    /** What a type of another task has for this one: its methods, or a word that it is a part of that type. */
    private String ofOther(Task task, String file) {
        if (holes.get(file).stream().noneMatch(hole -> hole.task().equals(task.id()))) {
            return "";
        }
        List<Excerpts.Excerpt> methods = excerpts.methods(file, open.get(file), task.id());
        if (!methods.isEmpty()) {
            return methods.stream().map(Excerpts.Excerpt::html).collect(Collectors.joining());
        }
        String type = file.replace(".java", "");
        Task owner = lab.tasks().stream().filter(each -> each.open().contains(type)).findFirst().orElseThrow();
        return "<p>Part of your <code>" + type + "</code>, whose contract is under <a href=\"#" + owner.page() + "\">"
                + owner.title() + "</a>.</p>";
    }

    /**
     * Takes it out of the page again, and keeps it for {@link #script}: after which excerpt of the page each part
     * comes, and which excerpts it replaces, with how many elements that end with the excerpt.
     */
    static Page taken(Page page) {
        Elements parts = page.body().select("." + CLASS);
        List<Element> excerpts = page.body().select("figure.excerpt:not(." + CLASS + " *)");
        Map<Integer, String> open = new TreeMap<>();
        parts.forEach(part -> open.put(excerpts.indexOf(part.previousElementSibling()), part.outerHtml()));
        parts.remove();
        Map<Integer, Integer> guided = new TreeMap<>();
        for (Element excerpt : page.body().select("[" + GUIDED + "]")) {
            guided.put(excerpts.indexOf(excerpt), Integer.valueOf(excerpt.attr(GUIDED)));
            excerpt.removeAttr(GUIDED);
        }
        Page finished = page.finished();
        if (!open.isEmpty()) {
            finished.found().put(SCRIPT, script(guided, open));
        }
        return finished;
    }

    private static String script(Map<Integer, Integer> guided, Map<Integer, String> open) {
        try {
            return "window.openForm = "
                    + new ObjectMapper().writeValueAsString(Map.of("guided", guided, "open", open)) + ";\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The name of the script beside a page. */
    static String file(Page page) {
        return page.source().name() + "-open.js";
    }

    /** The script; empty for a page that has no other form. */
    static Optional<String> script(Page page) {
        return Optional.ofNullable((String) page.found().get(SCRIPT));
    }
}
