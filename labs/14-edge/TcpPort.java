import java.io.IOException;

/**
 * A port whose bytes go to another server: an item of the flag `--tcp`.
 *
 * @param port 0 for a free one
 */
record TcpPort(int port, HostPort backend) {

    /** @throws UsageException if `text` is not `PORT=HOST:PORT` */
    static TcpPort of(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new UsageException("--tcp " + text + ": give PORT=HOST:PORT, such as 5433=127.0.0.1:5432");
        }
        int port = Flags.number("tcp", text.substring(0, equals), 0, 65_535);
        return new TcpPort(port, HostPort.of("tcp", text.substring(equals + 1)));
    }

    /**
     * Opens the port, and prints a line about it. It is a {@link Server} of its own. A client that is one too many
     * waits in the kernel: only HTTP has a response for it.
     */
    // task layer4
    Server open(Flags flags) throws IOException {
        throw new Todo("layer4");
    }

    private Flags settings(Flags flags) {
        return Server.flags(new Flags(new String[] {"--host", flags.text("host"), "--port", "" + port, "--backlog",
                flags.text("backlog"), "--workers", flags.text("tcp-connections"), "--queue", "0"}));
    }
}
