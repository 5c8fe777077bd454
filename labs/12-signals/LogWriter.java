import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a log, on a thread of its own. A disk that is full, or a reader of standard output that has stopped reading,
 * costs lines, and never delays a request. Page: docs/pages/lab12.adoc.
 */
final class LogWriter implements AutoCloseable {

    /** As many bytes are worth a write to a file. */
    private static final int ENOUGH = 32 * 1024;
    /** The same for standard output. Together with another line, they fit into a pipe at once. */
    private static final int ENOUGH_FOR_PIPE = 3 * 1024;
    /** How long the thread lets lines gather: to wake it for each of them would cost more than all else about it. */
    private static final int GATHER_NANOS = 10_000_000;
    private static final int CLOSE_MILLIS = 2_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Lack LINES_LOST = new Lack("lines of the access log are lost");

    private final FileChannel file;
    private final boolean standard;         // standard output or error, which others use, too
    private final LogQueue queue;
    private final Thread thread;            // null: each caller writes its own line
    private final TextBuffer buffer = new TextBuffer();
    private boolean cut;                    // the last line that was written lacks its end
    private volatile WritableByteChannel place;     // where it writes: `file`, most of the time
    private volatile boolean idle;
    private volatile boolean closing;

    private LogWriter(String where, FileDescriptor standard, int capacity, boolean own) {
        this.standard = where.equals("-");
        FileOutputStream out = this.standard ? new FileOutputStream(standard) : AccessLog.open(where);
        this.file = out.getChannel();
        this.place = file;
        this.queue = new LogQueue(capacity);
        this.thread = own ? Thread.ofPlatform().daemon().name("log").unstarted(this::run) : null;
    }

    /** Opens the log at `where`: `-` is standard output, anything else is a file to append to. */
    static LogWriter open(String where, int capacity) {
        LogWriter log = new LogWriter(where, FileDescriptor.out, capacity, true);
        log.thread.start();
        return log;
    }

    /** Opens the log in a process that may end after any line, and whose standard output is not for people. */
    static LogWriter inChild(String where) {
        return new LogWriter(where, FileDescriptor.err, 1, false);
    }

    /** Writes a line, sooner or later or not at all. */
    void log(LogQueue.Line line) {
        if (thread == null) {
            writeNow(line);
        } else {
            enqueue(line);
        }
    }

    /**
     * Lets the log's own thread write a line, which it does soon: it must be woken ({@link #wake}) if it is `idle`.
     * Returns immediately, whatever happens to the log.
     */
    // task access-log
    private void enqueue(LogQueue.Line line) {
        Todo.report("access-log");
        writeNow(line);
        return;
    }

    private void wake() {
        idle = false;
        LockSupport.unpark(thread);
    }

    private synchronized void writeNow(LogQueue.Line line) {
        put(line);
        write();
    }

    private void run() {
        while (!closing) {
            writeAll();
            idle = true;
            if (queue.isEmpty() && !closing) {
                LockSupport.park(this);
            }
            idle = false;
            if (!closing) {
                LockSupport.parkNanos(this, GATHER_NANOS);
            }
        }
        writeAll();
    }

    private void writeAll() {
        int enough = standard ? ENOUGH_FOR_PIPE : ENOUGH;
        for (LogQueue.Line line = queue.poll(); line != null; line = queue.poll()) {
            put(line);
            if (buffer.length() >= enough) {
                write();
            }
        }
        write();
    }

    /** A fault in our own code costs one line. */
    private void put(LogQueue.Line line) {
        int before = buffer.length();
        try {
            line.putInto(buffer);
            buffer.put('\n');
        } catch (RuntimeException | Error fault) {
            buffer.truncate(before);
            queue.drop(1);
            Faults.report(fault);
        }
    }

    /** Writes what is in the buffer. A lack of memory costs lines, as a full disk does, and never the thread. */
    private void write() {
        ByteBuffer bytes = NOTHING;
        try {
            bytes = buffer.view();
            if (cut && bytes.hasRemaining()) {
                place.write(ByteBuffer.wrap(new byte[] {'\n'}));
                cut = false;
            }
            while (bytes.hasRemaining()) {
                place.write(bytes);
            }
        } catch (IOException | RuntimeException | Error full) {
            cut |= bytes.position() > 0 && bytes.get(bytes.position() - 1) != '\n';
            queue.drop(lines(bytes));
            LINES_LOST.report(full);
        } finally {
            buffer.truncate(bytes == NOTHING ? buffer.length() : 0);
        }
    }

    private static int lines(ByteBuffer bytes) {
        int lines = 0;
        while (bytes.hasRemaining()) {
            lines += bytes.get() == '\n' ? 1 : 0;
        }
        return lines;
    }

    LogQueue queue() {
        return queue;
    }

    /** Writes to `other` from now on, in place of the file; to the file again if that is null. */
    void divert(WritableByteChannel other) {
        place = other == null ? file : other;
    }

    /** Writes what waits, for as long as that may take, and closes the log. */
    @Override
    public void close() throws IOException {
        closing = true;
        try {
            if (thread != null) {
                LockSupport.unpark(thread);
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (!standard && (thread == null || !thread.isAlive())) {
            file.close();
        }
    }
}
