package grader.machine.os;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process in a {@link Sandbox}. Output, end and exit code are those of bubblewrap, which passes on those of its only
 * child; all else is asked of the child itself, which is the program: its id, signals, threads, open files.
 */
final class SandboxedProcess extends Process {

    private final Process bubblewrap;
    private ProcessHandle program;      // null: not seen yet

    SandboxedProcess(Process bubblewrap) {
        this.bubblewrap = bubblewrap;
    }

    /** The program. If it has ended before anyone asked, bubblewrap, which then ends, too. */
    @Override
    public synchronized ProcessHandle toHandle() {
        while (program == null && bubblewrap.isAlive()) {
            program = bubblewrap.children().findFirst().orElse(null);
            LockSupport.parkNanos(program == null ? 1_000_000 : 0);
        }
        return program == null ? bubblewrap.toHandle() : program;
    }

    @Override
    public long pid() {
        return toHandle().pid();
    }

    @Override
    public ProcessHandle.Info info() {
        return toHandle().info();
    }

    @Override
    public Stream<ProcessHandle> children() {
        return toHandle().children();
    }

    @Override
    public Stream<ProcessHandle> descendants() {
        return toHandle().descendants();
    }

    /** The kernel ends what is left of the namespace with its first process. */
    @Override
    public Process destroyForcibly() {
        toHandle().destroyForcibly();
        bubblewrap.destroyForcibly();
        return this;
    }

    @Override
    public void destroy() {
        toHandle().destroy();
    }

    @Override
    public boolean supportsNormalTermination() {
        return bubblewrap.supportsNormalTermination();
    }

    @Override
    public OutputStream getOutputStream() {
        return bubblewrap.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return bubblewrap.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return bubblewrap.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return bubblewrap.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return bubblewrap.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
        return bubblewrap.exitValue();
    }

    @Override
    public boolean isAlive() {
        return bubblewrap.isAlive();
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return bubblewrap.onExit();
    }
}
