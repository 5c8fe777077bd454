package grader.grading.server;

import grader.core.console.MachineFault;
import grader.machine.os.Isolation;
import grader.machine.os.MachineProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The starts of one program's servers: how many, and whether it is the machine's fault if one fails. */
final class Starts {

    /** What a JVM says that got no memory, or no thread, to begin with. */
    private static final Pattern NO_MEMORY = Pattern.compile("Error occurred during initialization of (?:VM|boot layer)"
            + "|insufficient memory for the Java Runtime|unable to create native thread");
    /** A submission may say that, too: so often it is believed. */
    private static final int BELIEVED = 2;
    private static final int CONTROL_SECONDS = 20;

    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger doubted = new AtomicInteger();

    void begin() {
        tried.incrementAndGet();
    }

    void succeed() {
        started.incrementAndGet();
    }

    /** Whether servers were to start, and none of them has. */
    boolean areInVain() {
        return tried.get() > 0 && started.get() == 0;
    }

    /**
     * After a start that failed. The control is a Java with the same memory that has nothing to run.
     *
     * @param said the server, on standard error
     * @param folder where servers write
     * @throws MachineFault if no server would have started, or this one got no memory
     */
    void checkMachine(Program program, Heap heap, List<String> said, Path folder) {
        MachineProbe.fault(folder).ifPresent(fault -> {
            throw fault;
        });
        if (!(program instanceof Program.Classes classes)) {
            return;
        }
        LabRuntime.check(classes.java());
        boolean noMemory = said.stream().anyMatch(line -> NO_MEMORY.matcher(line).find());
        if (noMemory && doubted.incrementAndGet() <= BELIEVED || !runs(classes, heap)) {
            throw new MachineFault("a server got no memory: "
                    + said.stream().filter(line -> !line.isBlank()).findFirst().orElse("Java does not start"));
        }
    }

    private static boolean runs(Program.Classes classes, Heap heap) {
        List<String> command = new ArrayList<>(classes.java());
        command.addAll(heap.options());
        command.add("-version");
        try {
            Process control = new ProcessBuilder(Isolation.around(command)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return !control.waitFor(CONTROL_SECONDS, TimeUnit.SECONDS) || control.exitValue() == 0;
            } finally {
                control.destroyForcibly();
            }
        } catch (IOException cannotStart) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
