package grader.clients.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.upstream.UpstreamConnection.State;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Function;

/** One connection of a {@link ScriptedUpstream}, on the thread of that. */
final class ScriptedConnection {

    private final int number;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Function<UpstreamRequest, Reaction> script;
    private final RequestScanner scanner = new RequestScanner();
    private final long accepted = System.nanoTime();
    private int requests;
    private long sent;
    private State state = State.OPEN;
    private long since = accepted;
    private Reaction reaction;          // to the current request; null if there is none
    private boolean held;
    private ByteBuffer out;             // what is left of it
    private long due;                   // when the next byte of it is

    ScriptedConnection(int number, SocketChannel channel, SelectionKey key,
            Function<UpstreamRequest, Reaction> script) {
        this.number = number;
        this.channel = channel;
        this.key = key;
        this.script = script;
    }

    UpstreamConnection seen() {
        return new UpstreamConnection(number, accepted, requests, sent, state, since);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Reads what has come, and returns how much that was. */
    int read(ByteBuffer buffer) {
        int count;
        try {
            count = channel.read(buffer.clear());
        } catch (IOException gone) {
            become(State.RESET);
            close();
            return 0;
        }
        if (count < 0) {
            become(State.CLOSED);
            key.interestOps(0);         // The end of input would be ready forever.
            return 0;
        }
        scanner.add(new String(buffer.array(), 0, count, ISO_8859_1));
        return count;
    }

    /** Does what is due. Returns in how many nanoseconds there is more to do; a very long time if nothing is due. */
    long proceed() {
        try {
            while (isOpen() && nextReaction() && !held) {
                if (out.hasRemaining()) {
                    long wait = write();
                    if (wait > 0) {
                        return wait;
                    }
                } else {
                    end();
                }
            }
        } catch (IOException gone) {
            become(State.RESET);
            close();
        }
        return Long.MAX_VALUE;
    }

    /** Whether there is a reaction. A client that has closed its side gets what has begun. */
    private boolean nextReaction() {
        if (reaction == null) {
            Optional<UpstreamRequest> next = scanner.next(number);
            if (next.isPresent()) {
                requests++;
                reaction = script.apply(next.get());
                held = reaction.held();
                out = ByteBuffer.wrap(reaction.bytes().getBytes(ISO_8859_1));
                due = System.nanoTime() + reaction.pause().toNanos();
            } else if (state != State.OPEN) {
                close();
            }
        }
        return reaction != null;
    }

    private long write() throws IOException {
        long wait = due - System.nanoTime();
        if (wait > 0) {
            return wait;
        }
        boolean slow = !reaction.pause().isZero();
        ByteBuffer some = slow ? out.slice(out.position(), 1) : out.slice();
        int count = channel.write(some);
        out.position(out.position() + count);
        sent += count;
        due = System.nanoTime() + reaction.pause().toNanos();
        boolean full = count == 0;
        key.interestOps((state == State.OPEN ? SelectionKey.OP_READ : 0) | (full ? SelectionKey.OP_WRITE : 0));
        return full ? Long.MAX_VALUE : 0;
    }

    private void end() throws IOException {
        if (reaction.end() != Reaction.End.STAY) {
            become(State.ENDED);
            if (reaction.end() == Reaction.End.RESET) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            close();
        }
        reaction = null;
    }

    void release() {
        held = false;
    }

    private void become(State next) {
        if (state == State.OPEN) {
            state = next;
            since = System.nanoTime();
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // The client left first.
        }
    }
}
