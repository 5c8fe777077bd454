package grader.bench.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client with one request, on a connection of its own. */
final class SingleRequest {

    private final long due;
    private final Goodput goodput;
    private final AnswerReader reader = new AnswerReader();
    private final SocketChannel channel = SocketChannel.open();
    private ByteBuffer request;
    private boolean counted;

    /**
     * Begins to connect.
     *
     * @param due when the request should be sent; its time runs from then
     * @param goodput where it is counted, once
     * @throws IOException if the system has no descriptor or port for it; a connection that is refused is counted
     */
    SingleRequest(InetSocketAddress server, byte[] request, Selector selector, long due, Goodput goodput)
            throws IOException {
        this.request = ByteBuffer.wrap(request);
        this.due = due;
        this.goodput = goodput;
        try {
            channel.configureBlocking(false);
            boolean connected = connect(server);
            channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } catch (ConnectException refused) {
            end();
        } catch (IOException error) {
            channel.close();
            throw error;
        }
    }

    private boolean connect(InetSocketAddress server) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel.connect(server);
    }

    long due() {
        return due;
    }

    /** Returns whether it is known what has become of it. */
    boolean isCounted() {
        return counted;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Does what its key is ready for. When the server has ended the connection, it is closed. */
    void ready(SelectionKey key, ByteBuffer in) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_WRITE);
            }
            if (key.isWritable()) {
                channel.write(request);
                key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                read(in.clear());
            }
        } catch (IOException error) {
            end();
        }
    }

    private void read(ByteBuffer in) throws IOException {
        if (channel.read(in) < 0) {
            end();
        } else if (reader.read(in.flip()) > 0 && !counted) {
            counted = true;
            goodput.responded(reader.takeRefused() == 0, System.nanoTime() - due);
        }
    }

    /** With a reset, as in {@link Lane}. */
    private void end() {
        if (!counted) {
            counted = true;
            goodput.broke();
        }
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException gone) {
            // It is reset already.
        }
        close();
    }

    /**
     * The client has waited for as long as it wants. It closes its connection, as most clients do: to the server, that
     * looks as if it had nothing more to send.
     */
    void giveUp() {
        if (counted) {
            end();
            return;
        }
        counted = true;
        goodput.gaveUp();
        close();
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }
}
