package docs.site.cells;

import docs.site.cells.Outcome.Kind;
import docs.site.plots.PlotClasses;
import grader.core.console.UserError;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.execution.StreamingExecutionControl;
import jdk.jshell.execution.Util;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * A JShell whose code runs in a process of its own, over the process's standard input and output. The JDK's own engine
 * of that kind speaks over a TCP connection, and needs 190 ms for each evaluation: small writes wait there for each
 * other.
 */
final class CellJShell implements ExecutionControlProvider, AutoCloseable {

    private static final int MEGABYTES = 256;

    static final String FULL = "the memory of " + MEGABYTES + " MB is full";

    /** What cells can name without a word. */
    static final List<String> IMPORTS = List.of("import module java.base;", PlotClasses.IMPORT);

    /** Numbers and dates are written in one way. */
    static final List<String> LANGUAGE = List.of("-Duser.language=en", "-Duser.country=US");

    private static final List<String> FLAGS = List.of(
            "-Xmx" + MEGABYTES + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            "-XX:+DisplayVMOutputToStderr",     // standard output is for results
            "-Dfile.encoding=UTF-8", "-Duser.timezone=UTC");

    private final Process process;
    private final Frames frames;
    private final Printed printed;
    private final JShell shell;
    private volatile boolean ended;

    /** Starts a process in `folder`. @param classPath what cells can use beside the JDK */
    CellJShell(Path folder, List<Path> classPath, Printed printed) {
        this.printed = printed;
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(LANGUAGE);
        command.addAll(List.of("-cp", ownClasses(), CellProcess.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        try {
            process = builder.start();
        } catch (IOException error) {
            throw UserError.of(error, "starting a process for cells");
        }
        frames = new Frames(process.getOutputStream());
        shell = connect(classPath);
    }

    private JShell connect(List<Path> classPath) {
        try {
            JShell fresh = JShell.builder().executionEngine(this, Map.of()).compilerOptions("-proc:none").build();
            fresh.onShutdown(closed -> ended = true);
            classPath.forEach(path -> fresh.addToClasspath(path.toString()));
            IMPORTS.forEach(fresh::eval);
            return fresh;
        } catch (IllegalStateException error) {
            kill();
            throw new UserError("the process for cells did not start: " + error.getMessage(),
                    "free some memory, and try again");
        }
    }

    private static String ownClasses() {
        try {
            return new File(CellProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The CPU time of the process so far; zero if it has ended, or the system does not tell. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public String name() {
        return "cells";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) throws IOException {
        return Util.remoteInputOutput(process.getInputStream(), frames,
                Map.of("out", printed.stream(Kind.OUT), "err", printed.stream(Kind.ERR)), Map.of(), this::control);
    }

    private ExecutionControl control(ObjectInput in, ObjectOutput out) {
        return new StreamingExecutionControl(out, in) {
            @Override
            public void stop() throws EngineTerminationException {
                try {
                    frames.stop();
                } catch (IOException gone) {
                    throw new EngineTerminationException("the process has ended");
                }
            }
        };
    }

    JShell shell() {
        return shell;
    }

    /** Whether the process has ended, or is about to. */
    boolean hasEnded() {
        return ended || !process.isAlive();
    }

    /** The exit code of a process that has ended. */
    int exitCode() {
        try {
            return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Ends the process, and those that cells have started. */
    void kill() {
        Stream.concat(process.isAlive() ? process.descendants() : Stream.empty(), Stream.of(process.toHandle()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
        shell.close();
        exitCode();
    }
}
