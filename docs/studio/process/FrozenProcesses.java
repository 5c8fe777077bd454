package docs.studio.process;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Processes that are stopped (SIGSTOP) until this is closed. A shell at the end of a pipe lets them go on: so they do
 * if this program is killed, too, and can then end as others.
 */
public final class FrozenProcesses implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            kill -s STOP "$@"
            echo stopped
            read -r _
            kill -s CONT "$@"
            """;

    private final Process shell;

    private FrozenProcesses(Process shell) {
        this.shell = shell;
    }

    /** Stops them, and returns when they have been told to. */
    public static FrozenProcesses stop(List<ProcessHandle> all) {
        List<String> pids = all.stream().map(process -> String.valueOf(process.pid())).toList();
        try {
            Process shell = new ProcessBuilder(BoundProcess.apart(SCRIPT, pids)).directory(Path.of("/").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            shell.inputReader().readLine();
            return new FrozenProcesses(shell);
        } catch (IOException error) {
            throw UserError.of(error, "starting sh");
        }
    }

    /** Lets them go on. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException gone) {
            // it has been ended
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
