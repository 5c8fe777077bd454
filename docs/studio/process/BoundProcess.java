package docs.studio.process;

import grader.core.console.UserError;
import grader.machine.os.ProcessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A program that ends with this one, with all that it has started, even if this one is killed. A shell between the two
 * holds the end of a pipe: no one but this program can write to it, so it ends with this program.
 */
public final class BoundProcess {

    /**
     * Runs the command that its parameters are, after the first, and has its exit code. When standard input ends, it
     * sends SIGTERM, and 15 seconds later SIGKILL, since lab 11 drains for ten. Until then a line that begins with `>`
     * is input of the command, and another line is the end of that; it comes through a FIFO, whose path is the first
     * parameter, or there is none: /dev/null. Where there are sessions (Linux), the command has one, and a signal
     * reaches all in it; elsewhere `ps` tells what there is.
     *
     * <p>The reader of the pipe is `read`, not `cat`: it is a part of the subshell, and ends with that, unless it is
     * about to end the rest.
     */
    private static final String SCRIPT = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            session=$(command -v setsid)
            input=$1
            shift
            [ "$input" = /dev/null ] || mkfifo -m 600 "$input" || exit
            $session "$@" 3<&- <"$input" &
            server=$!

            tree() {
              for child in $(ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }'); do
                tree "$child"
              done
              echo "$1"
            }
            send() {
              if [ -z "$session" ] || ! kill -s "$1" -- "-$server"; then kill -s "$1" $all; fi
            } 2>/dev/null
            end() {
              trap '' TERM
              all=$server
              [ -n "$session" ] || all=$(tree "$server")
              send TERM
              tries=0
              while [ "$tries" -lt 150 ] && kill -0 "$server"; do
                sleep 0.1
                tries=$((tries + 1))
              done
              send KILL
            } 2>/dev/null
            {
              trap '' PIPE
              exec 4>"$input"
              [ "$input" = /dev/null ] || rm -f "$input"
              while IFS= read -r line <&3; do
                case $line in
                  '>'*) printf '%s\\n' "${line#>}" >&4 ;;
                  *) exec 4>&- ;;
                esac
              done
              end
            } >/dev/null 2>&1 &
            reader=$!
            exec 3<&- 2>/dev/null

            wait "$server"
            code=$?
            kill "$reader" 2>/dev/null
            wait "$reader"
            [ -z "$session" ] || kill -s KILL -- "-$server" 2>/dev/null
            exit "$code"
            """;
    /** Of these, 15 seconds are the script's, and the others for a busy machine. */
    private static final Duration ENDING = Duration.ofSeconds(30);

    private static final int MOST_INPUT = 16_000;

    private final Process process;
    private int typed;

    private BoundProcess(Process process) {
        this.process = process;
    }

    /**
     * A command that runs a script of the shell as a terminal does: there, curl shows no progress beside a response.
     */
    public static List<String> shell(String script) {
        return List.of("sh", "-c", "curl() { command curl --no-progress-meter \"$@\"; }\n" + script);
    }

    /** Starts a command without input; its output and errors come as one stream. @param folder where it runs */
    public static BoundProcess start(List<String> command, Path folder) {
        return start(command, folder, "/dev/null");
    }

    /** The same with input: what {@link #type} sends. */
    public static BoundProcess startWithInput(List<String> command, Path folder) {
        String name = "course-input-" + UUID.randomUUID();
        return start(command, folder, Path.of(System.getProperty("java.io.tmpdir"), name).toString());
    }

    /**
     * A command that runs a script of the shell in a session of its own, where there are sessions: a signal to the
     * group of this program, as from `timeout` or a terminal, must not end the shell that is to clean up after it.
     */
    static List<String> apart(String script, List<String> parameters) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "exec $(command -v setsid) sh -c \"$@\"", "sh", script, "sh"));
        command.addAll(parameters);
        return command;
    }

    private static BoundProcess start(List<String> command, Path folder, String input) {
        List<String> all = new ArrayList<>(List.of(input));
        all.addAll(command);
        try {
            return new BoundProcess(
                    new ProcessBuilder(apart(SCRIPT, all)).directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start());
        } catch (IOException error) {
            throw UserError.of(error, "starting " + String.join(" ", command));
        }
    }

    public Process process() {
        return process;
    }

    /**
     * Sends a line of input, or its end.
     *
     * @throws UserError if the command has had more than a pipe holds: it may read nothing, and then the shell would
     *         wait for that, and for nothing else
     */
    public synchronized void type(Optional<String> line) {
        byte[] bytes = (line.map(text -> ">" + text.replaceAll("[\\r\\n]", "")).orElse("end") + "\n")
                .getBytes(StandardCharsets.UTF_8);
        typed += bytes.length;
        if (typed > MOST_INPUT) {
            throw new UserError("a command takes at most " + MOST_INPUT + " bytes of input", "run it again");
        }
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UserError("the command has ended", "run it again");
        }
    }

    /** Ends it, and waits until it has ended. */
    public void end() {
        List<ProcessHandle> below = ProcessTree.below(process.toHandle());
        try {
            process.getOutputStream().close();
            process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException closedAlready) {
            // it ends, or has ended
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
