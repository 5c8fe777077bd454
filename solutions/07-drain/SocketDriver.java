import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One socket and its {@link Protocol}: whatever that wants is done, and waited for. Given.
 *
 * <p>The {@link Watchdog} ends idle reads and writes that are late. A read inside a request has a time limit of the
 * socket: a 408 follows it, and if the watchdog had ended the input, a client that still sends would cause a reset.
 */
final class SocketDriver {

    private static final int SMALL = 1024;
    private static final int LARGE = 8 * 1024;
    /** Large buffers that idle connections may keep, 4 MiB in all. */
    private static final Semaphore LARGE_ONES = new Semaphore(512);

    /**
     * What the thread waits for. The thread and the watchdog both take it away: if the watchdog is first, it was late.
     */
    private record Wait(long until, boolean writing) {}

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
    void drive() throws IOException {
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
                case WORK -> protocol.work();
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

    private void read() throws IOException {
        long until = protocol.deadline();
        boolean late;
        boolean idle = protocol.isIdle();
        resize(idle);
        if (idle) {
            limit(0);
            Wait reading = new Wait(until, false);
            wait.set(reading);
            count = in.read(bytes);
            late = !wait.compareAndSet(reading, null);
        } else {
            late = clock.now() >= until;        // Bytes that come without a pause never let a read be late.
            try {
                if (!late) {
                    limit(Math.clamp(until - clock.now(), 1, Integer.MAX_VALUE));
                    count = in.read(bytes);
                }
            } catch (SocketTimeoutException silence) {
                late = true;
            }
        }
        if (late) {
            onDeadline(Protocol.Wants.READ);
        } else if (count >= 0) {
            protocol.receive(ByteBuffer.wrap(bytes, 0, count));
        } else {
            protocol.endOfInput();
            requireProgress(Protocol.Wants.READ);
        }
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
        Wait writing = new Wait(protocol.deadline(), true);
        wait.set(writing);
        try {
            out.write(output.array(), output.arrayOffset() + output.position(), output.remaining());
        } catch (IOException gone) {
            if (wait.compareAndSet(writing, null)) {
                throw gone;
            }
            onDeadline(Protocol.Wants.WRITE);
            return;
        }
        if (!wait.compareAndSet(writing, null)) {
            onDeadline(Protocol.Wants.WRITE);
            return;
        }
        output.position(output.limit());
        protocol.sent();
        // Others first: so a long response holds up no other. And by then the next request is often there, and needs no
        // waiting.
        Thread.yield();
    }

    /** For the watchdog's thread. */
    void endIfExpired(long now) {
        Wait waiting = wait.get();
        if (waiting == null || now < waiting.until() || !wait.compareAndSet(waiting, null)) {
            return;
        }
        try {
            if (waiting.writing()) {
                socket.shutdownOutput();
            } else {
                socket.shutdownInput();
            }
        } catch (IOException gone) {
            // Then the thread does not wait any more.
        }
    }
}
