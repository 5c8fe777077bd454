package docs.studio.tests;

import com.microsoft.playwright.Page;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.SiteTree;
import docs.site.tests.Visit;
import docs.studio.run.Studio;
import grader.core.course.Course;
import grader.core.course.Task;
import grader.core.files.Folders;
import grader.proofs.reference.ReferenceServers;
import grader.proofs.testing.CourseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What tests of the studio in a browser share: a studio, and a visit to it. The classes take turns. */
@Tag("nightly")
@InBrowser
@ResourceLock("the browser that shows the studio")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SAME_THREAD)
abstract class InStudio {

    @TempDir
    static Path root;

    static SiteBrowser browser;
    static Studio studio;
    private static ReferenceServers reference;      // null: the course has no server of its own

    Visit visit;
    Page page;

    @BeforeAll
    static void share(SiteBrowser shared) {
        browser = shared;
    }

    /** Records the cells of the course in {@link #root}, builds its site, and serves it. */
    static void serve(Course course) throws IOException {
        Path real = Course.here().root();
        for (String folder : List.of("docs/studio/theme", "docs/studio/wire/page", "docs/studio/queues/page",
                "docs/studio/xray/page", "docs/studio/drills/page")) {
            for (Path file : Folders.filesBelow(real.resolve(folder))) {
                Path copy = root.resolve(real.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        SiteTree.record(course);
        studio = new Studio(course, 0, Optional.empty(), Set.of());
    }

    /**
     * Serves a course in which a lab is solved and has a page, and `./jbang LAB` is the reference's server on a free
     * port.
     *
     * @param section the AsciiDoc of a task on that page
     * @param before commands of a shell, before the server's
     */
    static void serve(String lab, Function<Task, String> section, String before, String... flags) throws IOException {
        SiteTree tree = new SiteTree(root);
        CourseCopy copy = new CourseCopy(root);
        Path real = Course.here().lab(lab).reference();
        for (Path file : Folders.filesBelow(real)) {
            copy.write("solutions/" + real.getFileName() + "/" + real.relativize(file), Files.readString(file));
        }
        copy.solve(lab);
        tree.page(lab + "-interface", SiteTree.good("Its interface", "Text."));
        tree.page(lab, SiteTree.good("A lab",
                copy.course.lab(lab).tasks().stream().map(section).collect(Collectors.joining("\n"))));
        reference = new ReferenceServers(lab);
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        Collections.addAll(all, flags);
        copy.jbang(
                lab + ") shift 3; " + before + "exec " + reference.asJBang(all.toArray(String[]::new)) + " \"$@\" ;;");
        serve(copy.course);
    }

    @AfterAll
    static void stop() {
        studio.close();
        if (reference != null) {
            reference.close();
            reference = null;
        }
    }

    static String address() {
        return "http://127.0.0.1:" + studio.port() + "/";
    }

    /** The link to a page, from its address on. */
    static String link(String file) {
        return file + studio.link().substring(studio.link().indexOf('?'));
    }

    /** Opens the link to a page. */
    void enter(String file) {
        visit = browser.visit(address());
        page = visit.open(link(file));
        page.waitForURL(address() + file);
    }

    /** From now on, the page keeps what it asks the studio and the replies, by address. */
    void keepReplies() {
        page.evaluate("""
                () => {
                  const ask = fetch;
                  window.replies = {};
                  window.fetch = async (address, ...more) => {
                    const response = await ask(address, ...more);
                    if (!address.startsWith('api/stream')) {
                      const asked = JSON.parse(more[0].body);
                      response.clone().json().then(json => (replies[address] ??= []).push({ at: performance.now(), asked, ...json }));
                    }
                    return response;
                  };
                }""");
    }

    @AfterEach
    void nothingWentWrong() throws IOException {
        try {
            visit.assertNothingWentWrong();
        } finally {
            visit.close();
        }
    }
}
