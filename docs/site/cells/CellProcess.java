package docs.site.cells;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.execution.Util;

/**
 * The process that cells run in. Standard input brings {@link Frames}; standard output takes results and what the cells
 * print, in packets. When its standard input ends, so does the process: it never outlives its parent.
 */
public final class CellProcess extends LocalExecutionControl {

    /** Exit code when there is no memory left even to say so. Cells are unlikely to choose it. */
    static final int NO_MEMORY = 123;

    private static final int PIPE_BYTES = 1 << 16;

    private static volatile Method cell;
    private static volatile Thread waiting;

    public static void main(String[] args) {
        int code = 0;
        try {
            serve(new FileInputStream(FileDescriptor.in),
                    new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        } catch (IOException gone) {
            code = 1;
        } catch (OutOfMemoryError full) {
            code = NO_MEMORY;
        }
        Runtime.getRuntime().halt(code);    // whatever threads the cells have left running
    }

    private static void serve(InputStream requests, OutputStream results) throws IOException {
        System.setIn(InputStream.nullInputStream());
        CellProcess control = new CellProcess();
        PipedInputStream commands = new PipedInputStream(PIPE_BYTES);
        PipedOutputStream toCommands = new PipedOutputStream(commands);
        Thread.ofPlatform().daemon().name("requests").start(() -> control.listen(requests, toCommands));
        Runtime.getRuntime().addShutdownHook(new Thread(CellProcess::flush));
        Consumer<OutputStream> out = stream -> System.setOut(printing(stream));
        Consumer<OutputStream> err = stream -> System.setErr(printing(stream));
        Util.forwardExecutionControlAndIO(control, commands, results, Map.of("out", out, "err", err), Map.of());
    }

    /** Packets hold 127 bytes: a buffer makes fewer of them. */
    private static PrintStream printing(OutputStream stream) {
        return new PrintStream(new BufferedOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    private void listen(InputStream requests, OutputStream commands) {
        try {
            Frames.read(requests, commands, this::stopCell);
        } catch (IOException gone) {
            // the same as an end
        }
        Runtime.getRuntime().halt(0);
    }

    private void stopCell() {
        try {
            stop();
        } catch (Exception tooEarly) {
            // No cell has run yet. The caller asks again.
        }
    }

    @Override
    protected String invoke(Method method) throws Exception {
        cell = method;
        waiting = Thread.currentThread();
        return super.invoke(CellProcess.class.getMethod("begin"));
    }

    /**
     * Runs the cell, on a thread of its own. The JDK's engine waits for every thread that it sees right after this one
     * has started. So the cell begins when it has looked: otherwise it might wait for a server that the cell starts.
     */
    public static Object begin() throws Throwable {
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        try {
            return cell.invoke(null);
        } catch (InvocationTargetException error) {
            throw error.getCause();
        }
    }

    @Override
    protected void clientCodeLeave() {
        flush();
        super.clientCodeLeave();
    }

    private static void flush() {
        System.out.flush();
        System.err.flush();
    }
}
