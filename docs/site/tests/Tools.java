package docs.site.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine has for driving a browser: a Chromium, and a Node for Playwright's driver. */
public final class Tools {

    private static final int OLDEST_NODE = 20;

    private static final Path CHROME_OF_MACOS = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private Tools() {}

    public static Optional<Path> chromium() {
        return Stream.concat(Stream.of("chromium", "chromium-browser", "google-chrome").flatMap(Tools::named),
                Stream.of(CHROME_OF_MACOS)).filter(Files::isExecutable).findFirst();
    }

    /** A Node that is new enough. */
    public static Optional<Path> node() {
        return named("node").filter(Tools::isNewEnough).findFirst();
    }

    /** Whether a Node came as a library: grader/libraries/Node.java. */
    static boolean nodeIsBundled() {
        return Stream.of("linux", "linux-arm64", "mac", "mac-arm64")
                .anyMatch(system -> Tools.class.getResource("/driver/" + system + "/node") != null);
    }

    /** Looked for once: to ask each Node for its version starts a process. */
    private static final class Once {
        private static final Optional<String> LACKING = look();
    }

    /** Why no browser can be driven here. */
    static Optional<String> lacking() {
        return Once.LACKING;
    }

    private static Optional<String> look() {
        if (chromium().isEmpty()) {
            return Optional.of("there is no chromium here: apt-get install chromium, or run .ci/run, which does");
        }
        return node().isPresent() || nodeIsBundled() ? Optional.empty()
                : Optional.of("there is no Node " + OLDEST_NODE
                        + " or newer here: install one, or run .ci/run, which brings it");
    }

    private static Stream<Path> named(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable);
    }

    private static boolean isNewEnough(Path node) {
        try {
            Process asked = new ProcessBuilder(node.toString(), "--version").redirectErrorStream(true).start();
            String version = new String(asked.getInputStream().readAllBytes()).strip();
            return version.matches("v\\d+\\..*")
                    && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE;
        } catch (IOException broken) {
            return false;
        }
    }
}
