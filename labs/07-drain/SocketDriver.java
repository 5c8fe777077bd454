// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * A loop that does what a {@link Protocol} wants on its socket, and blocks while it does so.
 *
 * <p>The {@link Watchdog} ends idle reads, writes and lingering that are late, and interrupts work that is late or in
 * vain. A read inside a request uses the socket's timeout instead, because a 408 follows it. If the watchdog ended the
 * input, a client that still sends would cause a reset.
 */
final class SocketDriver {

    private static final int SMALL = 1024;
    private static final int LARGE = 8 * 1024;
    /** The large buffers that idle connections may keep, 4 MiB in all. */
    private static final Semaphore LARGE_ONES = new Semaphore(512);

    /** What the thread waits for, if it can be ended by another thread: see {@link #endWait}. */
    private enum Wait {
        NONE, IDLE, WRITE, LINGER
    }

    private final Socket socket;
    private final Protocol protocol;
    private final Clock clock;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] small = new byte[SMALL];
    private byte[] bytes = small;               // the target of the last read, or of the next
    private int count;                          // how many of them the last read filled; -1 at the end
    private int ahead;                          // how many of them were read while this thread worked
    private final TimedCall work = new TimedCall();
    private boolean keepsLarge;     // has a permit of LARGE_ONES
    private boolean timed;          // the socket has a read timeout
    private Wait wait = Wait.NONE;  // guarded by `this`, as are all below
    private long until;             // the end of the wait, in clock milliseconds
    private boolean draining;
    private boolean complete;       // no request is in progress, and none will be

    SocketDriver(Socket socket, Protocol protocol, Clock clock) throws IOException {
        this.socket = socket;
        this.protocol = protocol;
        this.clock = clock;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        // A response goes out immediately, even if the previous one has not been acknowledged yet.
        socket.setTcpNoDelay(true);
    }

    /** Runs until the connection ends. */
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
            Protocol.Wants wants = protocol.wants();
            switch (wants) {
                case WORK -> {
                    if (ahead == 0 && protocol.checksClient() && isReset()) {
                        return;
                    }
                    work.run(protocol.deadline(), protocol::work);
                }
                case WRITE -> write();
                case READ -> read();
                case LINGER, CLOSE -> {
                    Tunnel tunnel = protocol.tunnel();
                    if (tunnel != null) {
                        run(tunnel);
                        return;
                    }
                    complete();
                    // With unread bytes, a close would be a reset and could lose the last response.
                    if (wants == Protocol.Wants.LINGER || ahead > 0 || in.available() > 0) {
                        beginWait(Wait.LINGER);
                        Sockets.lingerAndClose(socket);
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

    private void run(Tunnel tunnel) throws IOException {
        limit(0);
        tunnel.run(Transport.of(socket).after(Arrays.copyOf(bytes, ahead)));
    }

    private void read() throws IOException {
        if (ahead > 0) {
            ByteBuffer input = ByteBuffer.wrap(bytes, 0, ahead);
            ahead = 0;
            protocol.receive(input);
            return;
        }
        boolean idle = protocol.isIdle();
        resizeBuffer(idle);
        if (idle ? readIdle() : readMore()) {
            onDeadline(Protocol.Wants.READ);
        } else if (count >= 0) {
            protocol.receive(ByteBuffer.wrap(bytes, 0, count));
        } else {
            protocol.endOfInput();
            protocol.requireProgress(Protocol.Wants.READ);
        }
    }

    /** Reads while the connection is idle. Returns whether it is late, or must end because the server drains. */
    private boolean readIdle() throws IOException {
        limit(0);
        boolean ending = beginWait(Wait.IDLE) && in.available() == 0;       // Bytes that came before count.
        if (!ending) {
            count = in.read(bytes);
        }
        return isWaitEnded(!ending && count > 0) || ending;
    }

    /** Reads more of a request. Returns whether it is late. A steady flow of bytes does not move the deadline. */
    private boolean readMore() throws IOException {
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

    /** Returns whether the server drains. From now on, another thread may end the wait. */
    private synchronized boolean beginWait(Wait begun) {
        wait = begun;
        until = protocol.deadline();
        return draining;
    }

    /**
     * Ends the wait. Returns whether another thread has ended it before. If what it waited for `came` all the same,
     * that counts.
     */
    private synchronized boolean isWaitEnded(boolean came) {
        boolean ended = wait == Wait.NONE && !came;
        wait = Wait.NONE;
        complete &= !came;
        return ended;
    }

    private synchronized void complete() {
        complete = true;
    }

    /**
     * Chooses the buffer for the next read. Many clients are idle, so an idle client has a small buffer. A client that
     * fills it gets a large one, and keeps it unless too many clients do.
     */
    private void resizeBuffer(boolean idle) {
        if (!idle && bytes == small && count == SMALL) {
            bytes = new byte[LARGE];
        } else if (idle && bytes != small && !keepsLarge) {
            keepsLarge = LARGE_ONES.tryAcquire();
            bytes = keepsLarge ? bytes : small;
        }
    }

    /** Sets the read timeout, in milliseconds; 0 for none. Remembering it is cheaper than asking the socket. */
    private void limit(int millis) throws IOException {
        if (millis > 0 || timed) {
            socket.setSoTimeout(millis);
            timed = millis > 0;
        }
    }

    private void onDeadline(Protocol.Wants wants) {
        protocol.onDeadline();
        protocol.requireProgress(wants);
    }

    private void write() throws IOException {
        ByteBuffer output = protocol.output();
        beginWait(Wait.WRITE);
        IOException failure = null;
        try {
            out.write(output.array(), output.arrayOffset() + output.position(), output.remaining());
        } catch (IOException gone) {
            failure = gone;
        }
        if (isWaitEnded(false)) {
            onDeadline(Protocol.Wants.WRITE);
        } else if (failure != null) {
            throw failure;
        } else {
            output.position(output.limit());
            protocol.sent();
            // Lets other threads go first, so that a long response does not hold up others. By then the next request
            // has often arrived, and this thread need not wait for it.
            Thread.yield();
        }
    }

    /**
     * Returns whether no request is in progress: no byte of one has arrived, or the last response is complete. Other
     * threads call this and all methods below.
     */
    synchronized boolean isIdle() {
        return complete || wait == Wait.IDLE;
    }

    /** Ends a wait whose time is over at `now`, or work for which no one waits. The watchdog calls this method. */
    synchronized void endIfExpired(long now) {
        if (wait == Wait.NONE) {
            work.interruptIfLate(now);
            work.cancelIf(() -> ahead == 0 && isReset());       // A client that has sent something has not given up.
        } else if (now >= until) {
            endWait();
        }
    }

    /**
     * Returns whether the client has reset the connection, while this thread works. Only a read can tell, so this one
     * reads what is there, once, without waiting.
     */
    private boolean isReset() {
        SocketChannel channel = socket.getChannel();
        try {
            channel.configureBlocking(false);
            try {
                ahead = Math.max(0, channel.read(ByteBuffer.wrap(bytes)));
            } finally {
                channel.configureBlocking(true);
            }
            return false;
        } catch (IOException gone) {
            protocol.cancel();
            return true;
        }
    }

    /** Ends the connection as soon as it is idle. */
    synchronized void drain() {
        draining = true;
        if (wait == Wait.IDLE) {
            endWait();
        }
    }

    /**
     * Ends the connection immediately. If a request is in progress, its handler is interrupted, and the client sees
     * that something is missing.
     */
    synchronized void abort() {
        drain();
        if (complete) {
            Sockets.close(socket);
            return;
        }
        reset(socket);
        protocol.cancel();
        work.cancel();
    }

    /** Closes a socket so that the client sees that something is missing. */
    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // The client left first.
        }
    }

    /** Ends the wait of the thread ({@link #isWaitEnded}), unless bytes have come that it has not read yet. */
    private void endWait() {
        try {
            if (wait == Wait.WRITE) {
                wait = Wait.NONE;
                reset(socket);
            } else if (wait == Wait.IDLE && in.available() == 0) {
                wait = Wait.NONE;
                complete = true;
                socket.shutdownInput();
            } else if (wait == Wait.LINGER) {
                wait = Wait.NONE;
                socket.close();
            }
        } catch (IOException gone) {
            // The thread is no longer waiting then.
        }
    }
}
