package docs.studio.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens the user's browser. Where there is no display nothing opens, and the terminal shows the link. */
public final class BrowserWindow {

    private BrowserWindow() {}

    /** @return whether a program was started that opens it */
    public static boolean open(Path file, String link, Map<String, String> environment, String system) {
        return command(file, link, environment, system).filter(BrowserWindow::start).isPresent();
    }

    /**
     * What opens it here. `BROWSER` is set in Codespaces and dev containers, where the browser is on another machine
     * and reads no file of this one.
     */
    public static Optional<List<String>> command(Path file, String link, Map<String, String> environment,
            String system) {
        String named = environment.getOrDefault("BROWSER", "");
        if (!named.isBlank()) {
            return Optional.of(List.of(named.split(":")[0], link));
        }
        if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
            return Optional.of(List.of("open", file.toString()));
        }
        if (environment.containsKey("WSL_DISTRO_NAME")) {
            return Optional.of(List.of("wslview", file.toString()));
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? Optional.of(List.of("xdg-open", file.toString()))
                : Optional.empty();
    }

    private static boolean start(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
