package docs.studio.commands;

import docs.studio.process.BoundProcess;
import docs.studio.process.Changes;
import docs.studio.process.PrintedLines;
import docs.studio.web.Call.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One command of a transcript, in a shell, with no input and no terminal. */
final class RunningCommand {

    /** A reader who has left is found when something is sent. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** A command may print a lot: its lines are sent in pieces. */
    private static final Duration BETWEEN = Duration.ofMillis(40);
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    /** In a terminal curl shows no progress beside a response. */
    private static final String AS_IN_A_TERMINAL = "curl() { command curl --no-progress-meter \"$@\"; }\n";

    private final long start = System.nanoTime();
    private final Changes changes = new Changes();
    private final BoundProcess process;
    private final PrintedLines printed;

    RunningCommand(String command, Path folder) {
        process = BoundProcess.start(List.of("sh", "-c", AS_IN_A_TERMINAL + command), folder);
        printed = new PrintedLines(process.process().getInputStream(), line -> changes.happened());
        process.process().onExit().thenRun(changes::happened);
    }

    /** Sends what it prints and, at its end, its exit code. @throws IOException if the reader has left */
    void tell(JsonLines reader) throws IOException, InterruptedException {
        long told = 0;
        boolean over = false;
        while (!over) {
            long count = changes.count();
            over = !process.process().isAlive();
            if (over) {
                printed.awaitEnd(LAST_LINES);
            }
            PrintedLines.Piece piece = printed.from(told);
            told = piece.at() + piece.lines().size();
            reader.send(piece.lines().isEmpty() ? Map.of() : Map.of("at", piece.at(), "lines", piece.lines()));
            if (!over) {
                changes.await(count, HEARTBEAT);
                Thread.sleep(BETWEEN);
            }
        }
        reader.send(Map.of("exit", process.process().exitValue(), "millis",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    }

    /** Ends it with all that it has started, and waits until it has ended. */
    void end() {
        process.end();
    }
}
