package docs.site.cells;

import docs.site.cells.Outcome.Kind;
import docs.site.cells.Outcome.Line;
import grader.core.console.UserError;
import grader.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.JShell;

/**
 * Runs the cells of one page, one after another: what a cell declares, later ones can use. Its process starts with the
 * first cell. If a cell ends it, the next one gets a fresh one.
 */
public final class Session implements AutoCloseable {

    private final List<Path> classPath;
    private final Path folder;
    private final Printed printed = new Printed();
    private CellJShell jshell;
    private Places places;
    private volatile Watchdog watchdog;

    /** @param classPath folders of classes that cells can use */
    public Session(List<Path> classPath) {
        this.classPath = List.copyOf(classPath);
        try {
            this.folder = Files.createTempDirectory("cells");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder for cells");
        }
    }

    /** Starts the process before the first cell does. */
    public synchronized void start() {
        if (jshell == null) {
            jshell = new CellJShell(folder, classPath, printed);
            places = new Places();
        }
    }

    /** Runs a cell to its end. @param name what errors of later cells call it */
    public synchronized Outcome run(String name, String code, Limits limits) {
        start();
        CellEvaluation evaluation = new CellEvaluation(jshell, places);
        Optional<String> why;
        try (Watchdog dog = new Watchdog(jshell, limits)) {
            watchdog = dog;
            printed.begin(limits, dog::stop);
            evaluation.run(name, code, () -> dog.why().isPresent());
            why = dog.why();
        }
        List<Line> lines = new ArrayList<>(printed.take());
        if (why.isEmpty()) {
            lines.addAll(evaluation.lines());       // otherwise they tell of an interrupt, or of nothing
        }
        ending(why, evaluation).ifPresent(text -> lines.add(new Line(Kind.ERROR, text)));
        return new Outcome(lines);
    }

    /**
     * What there is to say when the cell did not end by itself, or took the process with it. Then a fresh one comes.
     */
    private Optional<String> ending(Optional<String> why, CellEvaluation evaluation) {
        Optional<String> said = why.map(reason -> "stopped: " + reason);
        if (!jshell.hasEnded() && !evaluation.isOutOfMemory()) {
            return said;
        }
        String cause = said.orElseGet(() -> evaluation.isOutOfMemory() ? CellJShell.FULL : exit());
        jshell.close();
        jshell = null;
        return Optional.of(cause + "; what was declared before is gone");
    }

    private String exit() {
        int code = jshell.exitCode();
        return code == CellProcess.NO_MEMORY ? CellJShell.FULL
                : "the program ended itself, with exit code " + code;
    }

    /**
     * The CPU time that the process of the cells has used so far; zero where there is none, or the system does not
     * tell.
     */
    public synchronized Duration cpu() {
        return jshell == null ? Duration.ZERO : jshell.cpu();
    }

    /** What the cell that runs has printed, from the line of this number on, from 0. The last one may not be whole. */
    public List<Line> printed(int from) {
        return printed.from(from);
    }

    /** Whether there is a process, with all that cells have declared. */
    public synchronized boolean isAlive() {
        return jshell != null && !jshell.hasEnded();
    }

    /** What JShell says when no cell runs; empty if there is no process. */
    public synchronized <T> Optional<T> ask(Function<JShell, T> question) {
        return isAlive() ? Optional.of(question.apply(jshell.shell())) : Optional.empty();
    }

    /** Stops the cell that runs. @param why as it is told: `stopped: you pressed Stop` */
    public void stop(String why) {
        Watchdog dog = watchdog;
        if (dog != null) {
            dog.stop(why);
        }
    }

    @Override
    public synchronized void close() {
        if (jshell != null) {
            jshell.close();
            jshell = null;
        }
        Folders.delete(folder);
    }
}
