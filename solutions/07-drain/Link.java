import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One socket and its {@link Protocol}: whatever that wants is done, and waited for. Given.
 *
 * <p>While the thread waits, the {@link Watchdog} looks at the deadline. A read that is late gets the end of the
 * stream, a write that is late gets an exception. In the middle of a request a read has a time limit of its own, which
 * costs a little more: there a refusal follows, and what the client sends until it has that must still be read.
 */
final class Link {

    private static final int SMALL = 1024;
    private static final int LARGE = 8 * 1024;

    /**
     * What the thread waits for. The thread and the watchdog both take it away: the first decides whether it was late.
     */
    private record Wait(long until, boolean writing) {}

    private final Socket socket;
    private final Protocol protocol;
    private final Clock clock;
    private final InputStream in;
    private final OutputStream out;
    private byte[] bytes = new byte[SMALL];     // what was read last, or is read next
    private int count;                          // how many of them were read last
    private final AtomicReference<Wait> wait = new AtomicReference<>();
    private boolean timed;          // reads of the socket have a time limit

    Link(Socket socket, Protocol protocol, Clock clock) throws IOException {
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
        while (true) {
            switch (protocol.wants()) {
                case WORK -> protocol.work();
                case WRITE -> write();
                case READ -> read();
                case LINGER -> {
                    Sockets.hangUp(socket);
                    return;
                }
                case CLOSE -> {
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
        count = 0;
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
            late(Protocol.Wants.READ);
        } else if (count >= 0) {
            protocol.receive(ByteBuffer.wrap(bytes, 0, count));
        } else {
            protocol.endOfInput();
            expectOther(Protocol.Wants.READ);
        }
    }

    /** Many clients are idle, so one that is has a small buffer. A client that fills it gets a large one. */
    private void resize(boolean idle) {
        int size = idle ? SMALL : count == SMALL ? LARGE : bytes.length;
        if (size != bytes.length) {
            bytes = new byte[size];
        }
    }

    /** Sets the time limit of reads, in milliseconds; 0 for none. To ask the socket costs more than to remember. */
    private void limit(int millis) throws IOException {
        if (millis > 0 || timed) {
            socket.setSoTimeout(millis);
            timed = millis > 0;
        }
    }

    private void late(Protocol.Wants wants) {
        protocol.onTime();
        expectOther(wants);
    }

    /**
     * What has ended, or had its time, would only end again, at once and for ever: that would cost a processor, and so
     * all other clients.
     */
    private void expectOther(Protocol.Wants over) {
        if (protocol.wants() == over) {
            throw new IllegalStateException("the connection still wants " + over + ", and that is over");
        }
    }

    private void write() throws IOException {
        ByteBuffer output = protocol.transmit();
        Wait writing = new Wait(protocol.deadline(), true);
        wait.set(writing);
        try {
            out.write(output.array(), output.arrayOffset() + output.position(), output.remaining());
        } catch (IOException gone) {
            if (wait.compareAndSet(writing, null)) {
                throw gone;
            }
            late(Protocol.Wants.WRITE);
            return;
        }
        if (!wait.compareAndSet(writing, null)) {
            late(Protocol.Wants.WRITE);
            return;
        }
        output.position(output.limit());
        protocol.sent();
        // Others first: so a long response holds up no other. And by then the next request is often there, and needs no
        // waiting.
        Thread.yield();
    }

    /** For the watchdog's thread. */
    void endIfLate(long now) {
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
