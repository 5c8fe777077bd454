import java.io.IOException;

/**
 * An engine around another one, with so few connections that descriptors are left for everything else: for files, the
 * database, other servers, the admin port. Page: docs/pages/lab13.adoc.
 */
final class LimitedEngine implements Engine {

    /** How many descriptors there are where the system does not tell: as many as a JVM asks macOS for. */
    private static final long UNKNOWN = 10_240;

    private final Engine engine;
    private final int most;

    /** @param most how many connections may be open, those that wait included */
    LimitedEngine(Engine engine, int most) {
        this.engine = engine;
        this.most = most;
    }

    static Flags flags(Flags flags) {
        return flags
                .withNumber("max-connections", fitting(descriptors()), 1, 10_000_000,
                        "how many connections may be open at the same time, those that wait included")
                .with("overload", "reject", "what happens when no more may wait: wait or reject",
                        (text, number) -> Server.policy(text));
    }

    private static long descriptors() {
        return ProcessUsage.maxDescriptors().orElse(UNKNOWN);
    }

    static LimitedEngine around(Engine engine, Flags flags) {
        return new LimitedEngine(engine, flags.number("max-connections"));
    }

    /**
     * Returns the maximum for a process with so many descriptors. Half of them are for connections, as each of these
     * may need another one for what its request needs.
     */
    private static int fitting(long descriptors) {
        return Math.clamp(descriptors / 2, 1, 1_000_000);
    }

    /** Returns the same as the other engine, but not more than there may be connections. */
    // task limits, until then: return engine.maxConnections(limit);
    @Override
    public int maxConnections(int limit) {
        return Math.min(engine.maxConnections(limit), most);
    }

    /** Returns the same as the other engine, but with those that are served not more than there may be connections. */
    // task limits, until then: return engine.maxWaiting(limit, served);
    @Override
    public int maxWaiting(int limit, int served) {
        return Math.min(engine.maxWaiting(limit, served), most - served);
    }

    /** Clients that are turned away have descriptors, too, until they have read why: a quarter of all. */
    @Override
    public int maxRejected(int limit) {
        return Math.clamp(descriptors() / 4, 1, engine.maxRejected(limit));
    }

    @Override
    public Thread start(Endpoint endpoint) throws IOException {
        return engine.start(endpoint);
    }

    @Override
    public void stopAccepting(Listener listener) throws IOException {
        engine.stopAccepting(listener);
    }

    @Override
    public int idleConnections() {
        return engine.idleConnections();
    }

    @Override
    public void drain() {
        engine.drain();
    }

    @Override
    public void abort() {
        engine.abort();
    }
}
