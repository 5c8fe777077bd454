package docs.site.tests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import grader.files.Folders;
import grader.http.Await;
import grader.os.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window. Each visit has a memory of its own. */
final class SiteBrowser implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    // else each page begins in a process that it leaves at once
                    "--process-per-site", "--renderer-process-limit=1");

    /** Everything that the driver and the browser write: the driver's own files, profiles, sockets. */
    private final Path folder;
    private final Playwright playwright;
    private final Browser browser;
    private final ShutdownHook atExit = new ShutdownHook(this::interrupted);

    private SiteBrowser(Path folder) {
        this.folder = folder;
        System.setProperty("playwright.driver.tmpdir", folder.toString());
        Map<String, String> environment = new HashMap<>(
                Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "TMPDIR", folder.toString()));
        Tools.node().ifPresent(node -> environment.put("PLAYWRIGHT_NODEJS_PATH", node.toString()));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_SECONDS * 1000);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Tools.chromium().orElseThrow())
                        .setArgs(FLAGS));
    }

    static SiteBrowser open() {
        Tools.lacking().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        try {
            return new SiteBrowser(Files.createTempDirectory("inside-the-server-browser"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** @param site the address that all addresses of the site begin with */
    Visit visit(String site) {
        return visit(site, new Browser.NewContextOptions());
    }

    Visit visit(String site, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE_SECONDS * 1000);
        return new Visit(context, site);
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes();
        browser.close();
        playwright.close();
        atExit.close();
        end(all);
    }

    /** Waits for the processes first, so that none writes into the folder any more. */
    private void end(List<ProcessHandle> processes) {
        for (ProcessHandle one : processes) {
            one.onExit().completeOnTimeout(one, PATIENCE_SECONDS, TimeUnit.SECONDS).join().destroyForcibly();
        }
        // A process that began meanwhile may still write.
        if (!Await.comesTrue(Duration.ofSeconds(PATIENCE_SECONDS), () -> {
            Folders.delete(folder);
            return !Files.exists(folder);
        })) {
            throw new IllegalStateException("the browser still writes into " + folder);
        }
    }

    private void interrupted() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        end(all);
    }

    /** The driver, which names the folder in its arguments, and all that it has started. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.current()
                .children()
                .filter(child -> Stream.of(child.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(folder.toString())))
                .flatMap(driver -> Stream.concat(Stream.of(driver), driver.descendants()))
                .toList();
    }
}
