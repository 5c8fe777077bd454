package docs.studio.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import docs.site.tests.SiteTree;
import grader.core.course.Progress;
import grader.core.course.Progress.TaskState;
import grader.core.files.Folders;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the lab's pane share: a checkout with lab 01, its studio, and a visit to the lab's page. */
abstract class OnLabPage extends InStudio {

    static final String FOLDER = "labs/01-sockets/";
    static final String OWN = FOLDER + "Listener.java";

    static CourseCopy copy;
    /** What is below labs/ in the beginning, by path. */
    static Map<String, String> starter;

    @BeforeAll
    static void start() throws IOException {
        SiteTree tree = new SiteTree(root);
        copy = new CourseCopy(root);
        tree.page("lab01", SiteTree.good("Lab 01", steps()))
                .page("index", SiteTree.good("Index", "|===\n| Lab\n\n| xref:lab01.adoc[Sockets]\n|==="))
                .page("concept", SiteTree.good("Concept", "Text."));
        starter = new HashMap<>();
        for (Path file : Folders.filesBelow(copy.course.labs())) {
            starter.put(root.relativize(file).toString(), Files.readString(file));
        }
        writeJBang();
        serve(copy.course);
    }

    /** A step for each task, long enough for one screen. */
    private static String steps() {
        return copy.lab.tasks()
                .stream()
                .map(task -> "[#" + task.page() + ",task=" + task.id() + "]\n== Step " + task.id() + "\n\n"
                        + "[given,lab=lab01,file="
                        + (task.id().equals("accept-loop") ? "Listener.java,method=acceptLoop" : "Todo.java")
                        + "]\nThe stub.\n\n"
                        + "A paragraph of the step.\n\n".repeat(25))
                .collect(Collectors.joining("\n"))
                + "\n[source,console]\n----\n$ ./jbang lab01 --max-head 9000\n$ sudo true\n----\n";
    }

    /** In place of JBang, which would build what is compiled already. Port 8080 may be taken on this machine. */
    private static void writeJBang() {
        copy.jbang("""
                lab01) echo "flags $*"; exec '%s/bin/java' -XX:TieredStopAtLevel=1 labs/01-sockets/lab01.java --port 0 ;;
                """.formatted(System.getProperty("java.home")));
    }

    @BeforeEach
    void open() {
        enter("lab01.html");
        assertThat(labButton()).isVisible();
    }

    @Override
    @AfterEach
    void nothingWentWrong() throws IOException {
        try {
            super.nothingWentWrong();
        } finally {
            restore();
        }
    }

    /** The learner's folder as it was in the beginning. */
    private static void restore() throws IOException {
        for (Path file : Folders.filesBelow(copy.course.labs())) {
            String name = root.relativize(file).toString();
            if (!starter.containsKey(name) && !name.startsWith("labs/.studio")) {
                Files.delete(file);
            }
        }
        starter.forEach(copy::write);
    }

    Locator labButton() {
        return page.locator(".studio-bar button:has-text('the lab')");
    }

    /** A button of the pane with just this text. */
    Locator button(String text) {
        return page.locator(".lab-pane button:text-is('" + text + "')");
    }

    /** Opens the pane. */
    void openLab() {
        labButton().click();
        assertThat(editor()).isVisible();
    }

    /** The editor that is in front. */
    Locator editor() {
        return page.locator(".lab-file:not([hidden]) .cm-content");
    }

    Locator tab(String file) {
        return page.locator(".lab-tabs [role=tab]:has-text('" + file + "')");
    }

    Locator panel(String title) {
        return page.locator(".lab-panel-body[aria-label='" + title + "']");
    }

    /** What the pane says of the last action. */
    Locator told() {
        return page.locator(".lab-told");
    }

    /** Types at the very beginning of the file that is in front. */
    void typeAtTop(String text) {
        editor().click();
        visit.press("ControlOrMeta+Home");
        page.keyboard().insertText(text);
    }

    void choose(String task) {
        page.locator(".lab-pane select").selectOption(task);
    }

    static void onDisk(String what, String file, String text) {
        Wrapper.await(what, () -> copy.exists(file) && copy.read(file).contains(text));
    }

    static void passed(String task) {
        Progress.load(copy.course).record(copy.lab, Map.of(task, new TaskState(15, 15, "passed")));
    }

    /** Another program saves the file in the moment before the page does. */
    void bothChange(String here, String outside) {
        page.route("**/api/lab/file", route -> {
            copy.write(OWN, outside + copy.read(OWN));
            route.resume();
        }, new Page.RouteOptions().setTimes(1));
        typeAtTop(here);
        assertThat(page.locator(".lab-clash")).containsText("Listener.java has also been changed outside this page.");
    }
}
