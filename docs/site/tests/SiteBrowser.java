package docs.site.tests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import grader.clients.http.Await;
import grader.core.files.Folders;
import grader.machine.os.ShutdownHook;
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
public final class SiteBrowser implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    // else each page begins in a process that it leaves at once
                    "--process-per-site", "--renderer-process-limit=1");

    /** The driver's own files. All browsers share them; the last open one deletes them. */
    private static Path driverFiles;
    private static int open;

    /** Everything that the browser writes: profiles, sockets. */
    private final Path folder;
    private final List<ProcessHandle> drivers;
    private final Playwright playwright;
    private final Browser browser;
    private final ShutdownHook atExit = new ShutdownHook(this::interrupted);

    private SiteBrowser(Path folder) {
        this.folder = folder;
        Map<String, String> environment = new HashMap<>(
                Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "TMPDIR", folder.toString()));
        Tools.node().ifPresent(node -> environment.put("PLAYWRIGHT_NODEJS_PATH", node.toString()));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_SECONDS * 1000);
        synchronized (SiteBrowser.class) {
            List<ProcessHandle> others = drivers().toList();
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            drivers = drivers().filter(driver -> !others.contains(driver)).toList();
            open++;
        }
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
            synchronized (SiteBrowser.class) {
                if (driverFiles == null) {
                    driverFiles = Files.createTempDirectory("inside-the-server-driver");
                    System.setProperty("playwright.driver.tmpdir", driverFiles.toString());
                }
            }
            return new SiteBrowser(Files.createTempDirectory("inside-the-server-browser"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** @param site the address that all addresses of the site begin with */
    public Visit visit(String site) {
        return visit(site, new Browser.NewContextOptions());
    }

    public Visit visit(String site, Browser.NewContextOptions options) {
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

    /** Waits for the processes first, so that none writes into the folders any more. */
    private void end(List<ProcessHandle> processes) {
        for (ProcessHandle one : processes) {
            one.onExit().completeOnTimeout(one, PATIENCE_SECONDS, TimeUnit.SECONDS).join().destroyForcibly();
        }
        delete(folder);
        synchronized (SiteBrowser.class) {
            open--;
            if (open == 0) {
                delete(driverFiles);
            }
        }
    }

    private static void delete(Path folder) {
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

    /** The driver of this browser, and all that it has started. */
    private List<ProcessHandle> processes() {
        return drivers.stream()
                .flatMap(driver -> Stream.concat(Stream.of(driver), driver.descendants()))
                .toList();
    }

    /** The drivers of all browsers: each names the folder of its files in its arguments. */
    private static Stream<ProcessHandle> drivers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> Stream.of(child.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(driverFiles.toString())));
    }
}
