package grader.core.course;

import grader.core.files.PathText;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A place that explains something: a page and an anchor in it.
 *
 * @param page the name of its file, without `.adoc`
 * @param anchor empty for the page as a whole
 */
public record PageLink(Course course, String page, String anchor) {

    private static final String INTERFACE = "-interface";

    /** The lab's page. */
    public static PageLink to(Lab lab) {
        return new PageLink(lab.course(), lab.name(), "");
    }

    /** The step of a task on its lab's page. */
    public static PageLink to(Lab lab, Task task) {
        return new PageLink(lab.course(), lab.name(), task.page());
    }

    /** A rule of the lab's interface page; if `rule` is empty, the step of the task. */
    public static PageLink to(Lab lab, Task task, String rule) {
        return rule.isEmpty() ? to(lab, task) : new PageLink(lab.course(), interfacePage(lab), rule);
    }

    /** The name of the page with the rules that a lab's checks enforce. */
    public static String interfacePage(Lab lab) {
        return lab.name() + INTERFACE;
    }

    public static boolean isInterfacePage(String page) {
        return page.endsWith(INTERFACE);
    }

    /** The page in AsciiDoc, which may not exist yet. */
    public Path source() {
        return course.pages().resolve(page + ".adoc");
    }

    /** The same on every machine: `docs/pages/lab01.adoc, "bind"`. */
    public String inSources() {
        return inSources("docs/pages/" + page + ".adoc");
    }

    /** The page to open: the HTML if `./jbang site` has built it, else the AsciiDoc. */
    public String shown() {
        Path built = course.root().resolve("build/site/" + page + ".html");
        return Files.exists(built) ? PathText.shown(built) + (anchor.isEmpty() ? "" : "#" + anchor)
                : inSources(PathText.shown(source()));
    }

    private String inSources(String file) {
        return file + (anchor.isEmpty() ? "" : ", \"" + anchor + "\"");
    }
}
