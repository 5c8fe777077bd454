// Given: nothing in this file is for you to write.
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Clients of this server, in this process, that send more than it can do: each of their requests keeps a processor for
 * a while. Some are patient, and some repeat at once what has failed, which makes things worse.
 */
final class OverloadFailure implements RouteFailure {

    private static final int WORK_MILLIS = 20;
    private static final int CLIENTS = 64;

    private final int percent;
    private final int repeats;
    private BusyWork work;
    private LoadClients clients;
    private volatile boolean failing;       // all above is there then

    /**
     * @param percent of what this machine can do they send
     * @param repeats how often they repeat a request that has failed, at once
     */
    OverloadFailure(int percent, int repeats) {
        this.percent = percent;
        this.repeats = repeats;
    }

    @Override
    public String route() {
        return "GET /json";
    }

    @Override
    public String description() {
        return "clients send " + rate() + " requests per second to " + route() + ", " + percent + " % of what it can do"
                + (repeats == 0 ? "" : ", and repeat each failure up to " + repeats + " times");
    }

    /** Returns how many new requests there are in a second. */
    private int rate() {
        return percent * 10 / WORK_MILLIS * Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void prepare(Flags flags) {
        if (!isHere(new InetSocketAddress(flags.text("host"), 0).getAddress())) {
            throw new UsageException("--fail: its clients stay on this machine; leave out --host "
                    + flags.text("host"));
        }
    }

    private static boolean isHere(InetAddress host) {
        return host != null && (host.isLoopbackAddress() || host.isAnyLocalAddress());
    }

    @Override
    public void begin(ObservedShop shop) {
        InetSocketAddress bound = (InetSocketAddress) shop.server().listener().socket().getLocalSocketAddress();
        InetAddress host = bound.getAddress();
        work = BusyWork.measured();
        failing = true;
        clients = new LoadClients(new InetSocketAddress(host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress()
                : host, bound.getPort()), rate(), repeats);
        clients.start(CLIENTS);
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        if (failing) {
            work.run(WORK_MILLIS, () -> failing);
        }
        return next.handle(request);
    }

    @Override
    public String end() throws InterruptedException {
        failing = false;
        clients.stop();
        return clients.summary();
    }
}
