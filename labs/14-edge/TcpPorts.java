import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** The ports of the flag `--tcp`, which are opened, drained and closed together. */
final class TcpPorts {

    /** Each connection has two descriptors, and most of them are for HTTP. */
    private static final int SHARE = 16;

    private final List<Server> servers = new ArrayList<>();
    private final List<TcpPort> ports;
    private final Flags flags;

    private TcpPorts(Flags flags) {
        this.flags = flags;
        this.ports = flags.all("tcp").stream().map(TcpPort::of).toList();
    }

    static Flags flags(Flags flags) {
        long descriptors = ProcessUsage.maxDescriptors().orElse(10_240);
        return flags
                .withList("tcp", "a port whose bytes go to another server untouched: PORT=HOST:PORT",
                        (text, number) -> TcpPort.of(text))
                .withNumber("tcp-connections", Math.clamp(descriptors / SHARE, 1, 10_000), 1, 1_000_000,
                        "how many connections each of these ports may have")
                .withNumber("tunnel-timeout", 3_600_000, 1, Integer.MAX_VALUE,
                        "how long no byte may move through a tunnel, in milliseconds");
    }

    /** Opens all ports. */
    static TcpPorts open(Flags flags, Resources resources) throws IOException {
        TcpPorts all = new TcpPorts(flags);
        for (TcpPort port : all.ports) {
            all.servers.add(resources.push("the TCP port " + port.port(), port.open(flags)));
        }
        return all;
    }

    /** Begins to {@link #drain} all of them, and returns immediately. */
    FutureTask<Boolean> startDrain() {
        FutureTask<Boolean> drain = new FutureTask<>(this::drain);
        Thread.ofPlatform().daemon().name("tcp-drain").start(drain);
        return drain;
    }

    /**
     * Ends all of them in the time that {@link Drain} has: goes on for the delay, then accepts no more, and lets the
     * connections end by themselves. Those that are left at the end of the timeout are reset, and a line on standard
     * error says how many.
     *
     * @return whether none was left
     */
    // task layer4
    private boolean drain() throws IOException, InterruptedException {
        Todo.report("layer4");
        return true;
    }
}
