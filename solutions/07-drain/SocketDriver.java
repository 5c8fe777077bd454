import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One socket and its {@link Protocol}: whatever that wants is done, and waited for.
 *
 * <p>The {@link Watchdog} ends idle reads and writes that are late. A read inside a request has a time limit of the
 * socket: a 408 follows it, and if the watchdog had ended the input, a client that still sends would cause a reset.
 */
final class SocketDriver {

    private static final int SMALL = 1024;
    private static final int LARGE = 8 * 1024;
    /** Large buffers that idle connections may keep, 4 MiB in all. */
    private static final Semaphore LARGE_ONES = new Semaphore(512);

    private enum Kind { IDLE, WRITE, WORK }

    /**
     * What the thread is in. The thread and the {@link Watchdog} both take it away: if the watchdog is first, it ends
     * the wait, and then says so.
     */
    private static final class Wait {

        final Kind kind;
        final long until;
        final Thread thread = Thread.currentThread();
        volatile boolean ended;

        Wait(Kind kind, long until) {
            this.kind = kind;
            this.until = until;
        }
    }

    private final Socket socket;
    private final Protocol protocol;
    private final Clock clock;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] small = new byte[SMALL];
    private byte[] bytes = small;               // what was read last, or is read next
    private int count;                          // how many of them were read last
    private final AtomicReference<Wait> wait = new AtomicReference<>();
    private boolean keepsLarge;     // one of LARGE_ONES
    private boolean timed;          // reads of the socket have a time limit
    private volatile boolean draining;

    SocketDriver(Socket socket, Protocol protocol, Clock clock) throws IOException {
        this.socket = socket;
        this.protocol = protocol;
        this.clock = clock;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        // A response goes out at once, also where the one before has not been acknowledged yet.
        socket.setTcpNoDelay(true);
    }

    /** Until the connection ends. */
    void run() throws IOException {
        try {
            loop();
        } finally {
            if (keepsLarge) {
                LARGE_ONES.release();
            }
        }
    }

    private void loop() throws IOException {
        while (true) {
            switch (protocol.wants()) {
                case WORK -> work();
                case WRITE -> write();
                case READ -> read();
                case LINGER -> {
                    Sockets.lingerAndClose(socket);
                    return;
                }
                case CLOSE -> {
                    if (in.available() > 0) {
                        Sockets.lingerAndClose(socket);     // A close would reset it, and the last response might be
                                                            // lost.
                    }
                    return;
                }
                case RESET -> {
                    socket.setSoLinger(true, 0);
                    return;
                }
            }
        }
    }

    private void work() {
        long until = protocol.deadline();
        if (until == Protocol.NEVER) {
            protocol.work();
            return;
        }
        Wait working = begin(Kind.WORK, until);
        try {
            protocol.work();
        } finally {
            if (!end(working)) {
                Thread.interrupted();       // It was for the work, which is over.
            }
        }
    }

    private void read() throws IOException {
        boolean idle = protocol.isIdle();
        resize(idle);
        if (idle ? readIdle() : readOn()) {
            onDeadline(Protocol.Wants.READ);
        } else if (count >= 0) {
            protocol.receive(ByteBuffer.wrap(bytes, 0, count));
        } else {
            protocol.endOfInput();
            requireProgress(Protocol.Wants.READ);
        }
    }

    /** Returns whether it is late, or not wanted any more, as the server drains. */
    private boolean readIdle() throws IOException {
        limit(0);
        Wait reading = begin(Kind.IDLE, protocol.deadline());
        // Looked at after `begin`, so that either this thread or `drain` ends the wait. What came before counts.
        boolean ending = draining && in.available() == 0;
        if (!ending) {
            count = in.read(bytes);
        }
        return !end(reading) || ending;
    }

    /** Returns whether it is late. Bytes that come without a pause do not make it any later. */
    private boolean readOn() throws IOException {
        long left = protocol.deadline() - clock.now();
        if (left <= 0) {
            return true;
        }
        limit(Math.clamp(left, 1, Integer.MAX_VALUE));
        try {
            count = in.read(bytes);
            return false;
        } catch (SocketTimeoutException silence) {
            return true;
        }
    }

    private Wait begin(Kind kind, long until) {
        Wait begun = new Wait(kind, until);
        wait.set(begun);
        return begun;
    }

    /** Returns whether the thread was first to end it; if not, the watchdog has done so. */
    private boolean end(Wait begun) {
        if (wait.compareAndSet(begun, null)) {
            return true;
        }
        while (!begun.ended) {
            Thread.onSpinWait();
        }
        return false;
    }

    /**
     * Many clients are idle, so a client that is has a small buffer. If it fills that, it gets a large one, and keeps
     * it if not too many do.
     */
    private void resize(boolean idle) {
        if (!idle && bytes == small && count == SMALL) {
            bytes = new byte[LARGE];
        } else if (idle && bytes != small && !keepsLarge) {
            keepsLarge = LARGE_ONES.tryAcquire();
            bytes = keepsLarge ? bytes : small;
        }
    }

    /** Sets the time limit of reads, in milliseconds; 0 for none. To ask the socket costs more than to remember. */
    private void limit(int millis) throws IOException {
        if (millis > 0 || timed) {
            socket.setSoTimeout(millis);
            timed = millis > 0;
        }
    }

    private void onDeadline(Protocol.Wants wants) {
        protocol.onDeadline();
        requireProgress(wants);
    }

    /**
     * What has ended, or had its time, would only end again, at once and for ever: that would cost a processor, and so
     * all other clients.
     */
    private void requireProgress(Protocol.Wants over) {
        if (protocol.wants() == over) {
            throw new IllegalStateException("the connection still wants " + over + ", and that is over");
        }
    }

    private void write() throws IOException {
        ByteBuffer output = protocol.output();
        Wait writing = begin(Kind.WRITE, protocol.deadline());
        try {
            out.write(output.array(), output.arrayOffset() + output.position(), output.remaining());
        } catch (IOException gone) {
            if (end(writing)) {
                throw gone;
            }
            onDeadline(Protocol.Wants.WRITE);
            return;
        }
        if (!end(writing)) {
            onDeadline(Protocol.Wants.WRITE);
            return;
        }
        output.position(output.limit());
        protocol.sent();
        // Others first: so a long response holds up no other. And by then the next request is often there, and needs no
        // waiting.
        Thread.yield();
    }

    /** For other threads, as all that follows: whether the client has sent nothing of a request. */
    boolean isIdle() {
        Wait waiting = wait.get();
        return waiting != null && waiting.kind == Kind.IDLE;
    }

    /** For the watchdog. */
    void endIfExpired(long now) {
        Wait waiting = wait.get();
        if (waiting != null && now >= waiting.until && wait.compareAndSet(waiting, null)) {
            end(waiting.kind, waiting);
        }
    }

    /** Ends the connection as soon as it is idle. */
    void drain() {
        draining = true;
        Wait waiting = wait.get();
        if (waiting != null && waiting.kind == Kind.IDLE && wait.compareAndSet(waiting, null)) {
            end(Kind.IDLE, waiting);
        }
    }

    /** Ends the connection immediately, so that the client sees that something is missing. */
    void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // The client left first.
        }
    }

    private void end(Kind kind, Wait waiting) {
        try {
            switch (kind) {
                case IDLE -> socket.shutdownInput();
                case WRITE -> abort();
                case WORK -> waiting.thread.interrupt();
            }
        } catch (IOException gone) {
            // Then the thread does not wait any more.
        } finally {
            waiting.ended = true;
        }
    }
}
