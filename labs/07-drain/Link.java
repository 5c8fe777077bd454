import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * One socket and its {@link Protocol}: whatever that wants is done, and waited for. Given.
 *
 * <p>While the thread waits, the {@link Watchdog} looks at the deadline. A read that is late gets the end of the
 * stream, a write that is late gets an exception. In the middle of a request a read has a time limit of its own, which
 * costs a little more: there a refusal follows, and what the client sends until it has that must still be read.
 */
final class Link {

    private static final int READ_BYTES = 8 * 1024;

    private final Socket socket;
    private final Protocol protocol;
    private final Clock clock;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] bytes = new byte[READ_BYTES];
    private volatile long deadline = Protocol.NEVER;
    private volatile boolean writes;
    private boolean limited;        // reads of the socket have a time limit

    Link(Socket socket, Protocol protocol, Clock clock) throws IOException {
        this.socket = socket;
        this.protocol = protocol;
        this.clock = clock;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        // An answer goes out at once, also where the one before has not been acknowledged yet.
        socket.setTcpNoDelay(true);
    }

    /** Until the connection ends. */
    void drive() throws IOException {
        Protocol.Wants before = null;
        while (true) {
            Protocol.Wants wants = protocol.wants();
            switch (wants) {
                case WORK -> protocol.work();
                case WRITE -> write();
                case READ -> read(wants, before == Protocol.Wants.READ);
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
            before = wants;
        }
    }

    /**
     * @param timed whether the socket keeps the time; else the watchdog does, and nothing can be read once it was late
     */
    private void read(Protocol.Wants wants, boolean timed) throws IOException {
        long until = protocol.deadline();
        if (timed && clock.now() >= until) {
            late(wants);            // Bytes that come without a pause never let a read be late.
            return;
        }
        if (timed || limited) {
            socket.setSoTimeout(timed ? Math.clamp(until - clock.now(), 1, Integer.MAX_VALUE) : 0);
            limited = timed;
        }
        deadline = timed ? Protocol.NEVER : until;
        int count;
        try {
            count = in.read(bytes);
        } catch (SocketTimeoutException late) {
            late(wants);
            return;
        }
        deadline = Protocol.NEVER;
        if (count >= 0) {
            protocol.receive(ByteBuffer.wrap(bytes, 0, count));
        } else if (clock.now() >= until) {
            late(wants);
        } else {
            protocol.endOfInput();
            expectOther(wants);
        }
    }

    private void late(Protocol.Wants wants) {
        protocol.onTime();
        expectOther(wants);
    }

    /**
     * What has ended, or had its time, would only end again, at once and for ever: that would cost a processor, and so
     * everybody.
     */
    private void expectOther(Protocol.Wants over) {
        if (protocol.wants() == over) {
            throw new IllegalStateException("the connection still wants " + over + ", and that is over");
        }
    }

    private void write() throws IOException {
        ByteBuffer lent = protocol.transmit();
        long until = protocol.deadline();
        writes = true;
        deadline = until;
        try {
            out.write(lent.array(), lent.arrayOffset() + lent.position(), lent.remaining());
        } catch (IOException gone) {
            if (clock.now() < until) {
                throw gone;
            }
            late(Protocol.Wants.WRITE);
            return;
        }
        deadline = Protocol.NEVER;
        writes = false;
        lent.position(lent.limit());
        protocol.sent();
        // Others first: so a long answer holds up nobody. And by then the next request is often there, and needs no
        // waiting.
        Thread.yield();
    }

    /** For the watchdog's thread. */
    void endIfLate(long now) {
        if (now < deadline) {
            return;
        }
        deadline = Protocol.NEVER;
        try {
            if (writes) {
                socket.shutdownOutput();
            } else {
                socket.shutdownInput();
            }
        } catch (IOException gone) {
            // Then nobody waits any more.
        }
    }
}
