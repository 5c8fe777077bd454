package grader.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Idle connections: each has received one response. */
public final class IdleConnections implements AutoCloseable {

    private static final int ROOM = 4096;
    private static final int PATIENCE = 10_000;     // for each response, in milliseconds

    private final List<SocketChannel> channels = new ArrayList<>();

    /** @throws IOException if they cannot all be made */
    public IdleConnections(InetSocketAddress server, int count) throws IOException {
        Optional<IOException> failed = make(server, count);
        if (failed.isPresent()) {
            int made = channels.size();
            close();
            IOException error = failed.get();
            String why = error instanceof SocketTimeoutException ? "no answer within " + PATIENCE / 1000 + " s"
                    : error.getMessage();
            throw new IOException("only " + made + " of " + count + " connections could be made: " + why, error);
        }
    }

    private IdleConnections() {}

    /** As many as the server takes, at most `count`: up to the first that gets no response in ten seconds. */
    public static IdleConnections upTo(InetSocketAddress server, int count) {
        IdleConnections made = new IdleConnections();
        made.make(server, count);
        return made;
    }

    /** @return why there are not more of them; empty if there are as many as there should be */
    private Optional<IOException> make(InetSocketAddress server, int count) {
        byte[] request = Scenario.S1.bytes();
        byte[] in = new byte[ROOM];
        while (channels.size() < count) {
            try {
                channels.add(connect(server, request, in));
            } catch (IOException error) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }

    private SocketChannel connect(InetSocketAddress server, byte[] request, byte[] in) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(server, PATIENCE);
            channel.socket().setSoTimeout(PATIENCE);
            channel.socket().getOutputStream().write(request);
            awaitAnswer(channel.socket().getInputStream(), in);
            return channel;
        } catch (IOException error) {
            end(channel);
            throw error;
        }
    }

    private static void awaitAnswer(InputStream from, byte[] in) throws IOException {
        AnswerReader reader = new AnswerReader();
        int count;
        do {
            count = from.read(in);
            if (count < 0) {
                throw new IOException("the server ended the connection");
            }
        } while (reader.read(ByteBuffer.wrap(in, 0, count)) == 0);
    }

    /** How many of them the server has kept. */
    public int kept() throws IOException {
        int kept = 0;
        ByteBuffer in = ByteBuffer.allocate(1);
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            kept += isOpen(channel, in.clear()) ? 1 : 0;
        }
        return kept;
    }

    private static boolean isOpen(SocketChannel channel, ByteBuffer in) {
        try {
            return channel.read(in) == 0;
        } catch (IOException reset) {
            return false;
        }
    }

    @Override
    public void close() {
        channels.forEach(IdleConnections::end);
    }

    private static void end(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);      // as in Lane
            channel.close();
        } catch (IOException gone) {
            // It is closed.
        }
    }
}
