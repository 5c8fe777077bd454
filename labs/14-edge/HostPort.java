// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/** The address of a server. */
record HostPort(String host, int port) {

    /** @throws UsageException if `text` is not `HOST:PORT`; an IPv6 address is in brackets */
    static HostPort of(String flag, String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !Host.isValid(text) || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new UsageException("--" + flag + ": " + text + " is not HOST:PORT, such as 127.0.0.1:8080");
        }
        String host = text.substring(0, colon);
        int port = Flags.number(flag, text.substring(colon + 1), 1, 65_535);
        return new HostPort(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /**
     * Connects to the first address of the host that can be reached. An interrupt ends that.
     *
     * @param millis how long an attempt may take
     */
    SocketChannel connect(int millis) throws IOException {
        IOException failure = new UnknownHostException(host);
        for (InetAddress each : InetAddress.getAllByName(host)) {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                channel.socket().connect(new InetSocketAddress(each, port), millis);
                return channel;
            } catch (IOException unreachable) {
                failure = unreachable;
                channel.close();
            } catch (RuntimeException | Error fault) {
                channel.close();
                throw fault;
            }
        }
        throw failure;
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
