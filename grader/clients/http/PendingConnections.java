package grader.clients.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients of whom only one thing matters: whether the kernel completes their connection. They send nothing. */
public final class PendingConnections implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final InetSocketAddress address;
    private final List<SocketChannel> channels = new ArrayList<>();

    public PendingConnections(InetSocketAddress address) {
        this.address = address;
    }

    /** Begins one more connection, and does not wait for it. */
    public PendingConnections begin() {
        try {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            channel.configureBlocking(false);
            channel.connect(address);
            return this;
        } catch (IOException error) {
            throw new CheckFailed("cannot connect to port " + address.getPort() + ": " + error.getMessage());
        }
    }

    /** How many are complete; waits until there are `enough`, at most for `limit`. */
    public int completed(int enough, Duration limit) {
        Await.comesTrue(limit, PAUSE, () -> count() >= enough);
        return count();
    }

    private int count() {
        return (int) channels.stream().filter(PendingConnections::isComplete).count();
    }

    private static boolean isComplete(SocketChannel channel) {
        try {
            return channel.isConnected() || channel.finishConnect();
        } catch (IOException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException alreadyGone) {
                // nothing is left to close
            }
        }
    }
}
