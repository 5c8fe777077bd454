//JAVA 25+
//MAIN grader.bench.studio
//SOURCES ../libraries/Browsing.java
//SOURCES ../libraries/Commands.java
//SOURCES ../../docs/site/tests/Tools.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//SOURCES util/Median.java
//COMPILE_OPTIONS -Xlint:all -Werror
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -XX:+UseSerialGC

package grader.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import docs.site.tests.Tools;
import grader.bench.util.Median;
import grader.core.console.CommandLines;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Folders;
import grader.machine.os.ShutdownHook;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a learner waits for the studio, measured in a browser: `./jbang grader/bench/studio.java`. */
@Command(name = "grader/bench/studio.java", mixinStandardHelpOptions = true,
        description = "Times the studio in a clone of the last commit: minimum, median and maximum in seconds. Then "
                + "the memory of all its processes, after --minutes of use.")
class studio implements Callable<Integer> {

    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\?token=\\w+");
    /** For what has to happen first; nothing that is measured. */
    private static final double PATIENCE_MILLIS = 120_000;

    /** The seconds from an act until a sign of what it leads to. Both are scripts. */
    private static final String SECONDS = """
            new Promise(done => {
              const start = performance.now();
              const watcher = new MutationObserver(() => {
                if (!(SIGN)) return;
                watcher.disconnect();
                done((performance.now() - start) / 1000);
              });
              watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
              ACT;
            })""";

    @Option(names = "--runs", paramLabel = "N",
            description = "how often, after one run that is not counted (default: ${DEFAULT-VALUE})")
    private int runs = 7;

    @Option(names = "--minutes", paramLabel = "N",
            description = "how long the pages are used before memory is measured (default: ${DEFAULT-VALUE})")
    private int minutes = 1;

    private Path clone;

    /** A studio that runs. */
    private record Started(Process process, String link) implements AutoCloseable {

        /** Its processes, and their memory in MB: what they share is divided among them (PSS). */
        String memory() throws IOException {
            long sum = 0;
            List<String> each = new ArrayList<>();
            for (ProcessHandle one : Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
                Path rollup = Path.of("/proc/" + one.pid() + "/smaps_rollup");
                Matcher pss = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB").matcher(Files.readString(rollup));
                long megabytes = pss.find() ? Long.parseLong(pss.group(1)) / 1024 : 0;
                sum += megabytes;
                if (megabytes > 5) {
                    String program = one.info().arguments().map(words -> words[words.length - 1]).orElse("?");
                    each.add(megabytes + " (" + program.replaceFirst(".*[/.]", "") + ")");
                }
            }
            return sum + " MB: " + String.join(" + ", each);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    public static void main(String[] args) {
        System.exit(CommandLines.of(new studio()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        clone = Files.createTempDirectory("inside-the-server-bench-");
        Path chromium = Tools.chromium()
                .orElseThrow(() -> new UserError("there is no Chromium here", "install it: apt-get install chromium"));
        Map<String, String> environment = Tools.node()
                .map(node -> Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node.toString()))
                .orElse(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(clone));
                Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser = playwright.chromium()
                        .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            execute("git", "clone", "-q", Course.here().root().toString(), clone.toString());
            solve("01-sockets");
            System.out.println(Runtime.getRuntime().availableProcessors() + " processors, " + runs + " runs; seconds");
            System.out.println("%-44s %7s %7s %7s".formatted("", "min", "median", "max"));
            start().close();                                                    // builds the pages
            tell("from Enter to the first page", () -> firstPage(browser));
            try (Started started = start(); Page page = page(browser, started)) {
                cells(page, started);
                lab(page, started);
                use(page, started);
            }
        } finally {
            Folders.delete(clone);
        }
        return 0;
    }

    private interface Run {
        double seconds() throws IOException, InterruptedException;
    }

    private void tell(String name, Run run) throws IOException, InterruptedException {
        run.seconds();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            all.add(run.seconds());
        }
        System.out.println(String.format(Locale.ROOT, "%-44s %7.3f %7.3f %7.3f", name,
                all.stream().min(Double::compare).orElseThrow(),
                Median.of(all), all.stream().max(Double::compare).orElseThrow()));
    }

    private static void execute(String... command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new UserError(String.join(" ", command) + " failed", "run it by hand to see why");
        }
    }

    /** Puts the reference into the learner's folder: what is graded has verdicts then. */
    private void solve(String lab) throws IOException {
        for (Path file : Folders.filesBelow(clone.resolve("solutions").resolve(lab))) {
            if (file.toString().endsWith(".java")) {
                Files.copy(file, clone.resolve("labs").resolve(lab).resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Started start() throws IOException {
        Process process = new ProcessBuilder(clone.resolve("jbang").toString(), "course", "--no-browser", "--port", "0")
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher link = LINK.matcher(line);
            if (link.find()) {
                return new Started(process, link.group());
            }
        }
        throw new UserError("the studio does not start", "run ./jbang course by hand to see why");
    }

    private static Page page(Browser browser, Started started) {
        Page page = browser.newPage();
        show(page, started);
        return page;
    }

    private static void show(Page page, Started started) {
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.navigate(started.link);
        page.locator(".studio-bar .map").waitFor();
    }

    private double firstPage(Browser browser) throws IOException {
        try (Page page = browser.newPage()) {
            long start = System.nanoTime();
            try (Started started = start()) {
                show(page, started);
                return (System.nanoTime() - start) / 1e9;
            }
        }
    }

    private static void open(Page page, Started started, String name) {
        page.navigate(started.link.replaceFirst("\\?.*", name + ".html"));
        page.locator(".studio-bar .map").waitFor();
    }

    private static double seconds(Page page, String act, String sign) {
        return ((Number) page.evaluate(SECONDS.replace("ACT", act).replace("SIGN", sign))).doubleValue();
    }

    private void cells(Page page, Started started) throws IOException, InterruptedException {
        open(page, started, "lab03");
        String cell = "#" + page.locator(".listingblock.cell:visible").first().getAttribute("id");
        String said = "document.querySelector('" + cell + " .said').textContent";
        String act = said + " = ''; document.querySelector('" + cell + " .live-bar button').click()";
        String end = "/(done|failed) in/.test(" + said + ")";
        tell("a cell's first run in a fresh process", () -> {
            page.locator(".studio-bar").getByText("Restart").click();
            page.locator(".studio-bar[data-state=ready]").waitFor();
            return seconds(page, act, end);
        });
        tell("a later run", () -> seconds(page, act, end));
    }

    private void lab(Page page, Started started) throws IOException, InterruptedException {
        open(page, started, "lab01");
        page.getByText("Open the lab").click();
        Locator editor = page.locator(".lab-file:visible .cm-content");
        editor.click();
        page.keyboard().press("ControlOrMeta+Home");
        tell("from the last key to javac's error", () -> {
            double seconds = seconds(page, "document.execCommand('insertText', false, 'wrong ')",
                    "document.querySelector('.lab-file:not([hidden]) .cm-lintRange-error')");
            for (int i = 0; i < "wrong ".length(); i++) {
                page.keyboard().press("Backspace");
            }
            page.waitForFunction("() => !document.querySelector('.lab-file:not([hidden]) .cm-lintRange-error')");
            return seconds;
        });
        page.getByLabel("after each save").check();
        tell("from a save to the first verdict", () -> {
            page.evaluate("() => document.querySelectorAll('.verdict-tasks').forEach(list => list.dataset.old = '')");
            page.keyboard().insertText("\n");
            double seconds = seconds(page, "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
                    + "{ key: 's', ctrlKey: true, bubbles: true, cancelable: true }))",
                    "/\\d passed/.test(document.querySelector('.verdict-tasks:not([data-old])')?.textContent)");
            page.locator(".lab-pane").getByText(Pattern.compile("of \\d+ points")).waitFor();
            return seconds;
        });
    }

    /** A learner who runs cells, edits, saves and is graded, and reads on. */
    private void use(Page page, Started started) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        List<String> pages = List.of("lab01", "lab03", "lab04", "state", "lab07");
        int rounds = 0;
        while (System.nanoTime() < end) {
            String name = pages.get(rounds++ % pages.size());
            open(page, started, name);
            for (Locator run : page.locator(".cell:visible .live-bar button:has-text('Run'):not(:has-text('above'))")
                    .all()) {
                run.click();
            }
            page.waitForFunction("() => document.querySelector('.studio-bar').dataset.state === 'ready'"
                    + " && ![...document.querySelectorAll('.said')].some(said => said.textContent === 'running')");
            if (page.locator("#tab-Listener\\.java:visible").count() > 0) {
                page.locator(".lab-file:visible .cm-content").click();
                page.keyboard().insertText("\n");
                page.getByText("Grade", new Page.GetByTextOptions().setExact(true)).click();
                page.locator(".lab-pane").getByText(Pattern.compile("of \\d+ points")).waitFor();
            }
        }
        System.out.println("\nafter " + minutes + " min and " + rounds + " pages: " + started.memory());
    }
}
