import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A leak of descriptors: sockets that no one closes. Halfway through, none is left, until the end. */
final class DescriptorLeak implements Failure {

    private static final int MOST = 65_536;

    private final List<SocketChannel> leaked = new ArrayList<>(MOST);

    @Override
    public String description() {
        return "descriptors leak";
    }

    @Override
    public void prepare(Flags flags) {
        long limit = limit();
        if (limit > MOST) {
            throw new UsageException("--fail descriptors: the process may have " + limit
                    + ", too many to use up: start the server after `ulimit -n 256`");
        }
    }

    private static long limit() {
        return ProcessUsage.maxDescriptors().orElse(MOST);
    }

    @Override
    public void begin(ObservedShop shop) {}

    /** Takes its share of all, and when all are due, each that is free, over and over. */
    @Override
    public void step(long left, long whole) {
        double due = Math.min(MOST, 2.0 * (whole - left) / whole * limit());
        try {
            while (leaked.size() < due) {
                leaked.add(SocketChannel.open());
            }
        } catch (IOException none) {
            // The next step tries again.
        }
    }

    @Override
    public String end() throws IOException {
        int count = leaked.size();
        for (SocketChannel channel : leaked) {
            channel.close();
        }
        leaked.clear();
        return count + " descriptors are free again";
    }
}
