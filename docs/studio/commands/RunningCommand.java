package docs.studio.commands;

import docs.studio.process.BoundProcess;
import docs.studio.process.Changes;
import docs.studio.process.PrintedLines;
import docs.studio.stream.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One command of a transcript, in a shell, without a terminal: its input comes line by line. */
final class RunningCommand implements Job {

    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    private final long start = System.nanoTime();
    private final Changes changes;
    private final BoundProcess process;
    private final PrintedLines printed;
    private volatile Map<String, Object> end;       // null: it runs

    RunningCommand(String command, Path folder, Changes changes) {
        this.changes = changes;
        process = BoundProcess.startWithInput(BoundProcess.shell(command), folder);
        printed = new PrintedLines(process.process().getInputStream(), line -> changes.happened());
        inThread(this::awaitEnd);
    }

    private static void inThread(Runnable task) {
        Thread.ofPlatform().daemon().name("command").start(task);
    }

    private void awaitEnd() {
        try {
            int exit = process.process().waitFor();
            printed.awaitEnd(LAST_LINES);
            end = Map.of("exit", exit, "millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            changes.happened();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A line of input; empty: its end. */
    void type(Optional<String> line) {
        process.type(line);
        line.ifPresent(printed::echo);
    }

    @Override
    public boolean isOver() {
        return end != null;
    }

    /** What it prints, in pieces with the number of their first line, and at its end its exit code. */
    @Override
    public Reader open() {
        return new Reader() {

            private long told;

            @Override
            public List<?> news(boolean last) {
                List<Object> news = new ArrayList<>();
                PrintedLines.Piece piece = printed.from(told);
                told = piece.at() + piece.lines().size();
                if (!piece.lines().isEmpty()) {
                    news.add(Map.of("at", piece.at(), "lines", piece.lines()));
                }
                if (last) {
                    news.add(end);
                }
                return news;
            }
        };
    }

    /** Ends it with all that it has started. A program that ignores the signal takes 15 seconds. */
    @Override
    public void end() {
        inThread(process::end);
    }

    void endAndWait() {
        process.end();
    }
}
