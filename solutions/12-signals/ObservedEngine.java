import java.io.IOException;

/** An engine around another one: it notes whether the server itself has cut off its connections. */
final class ObservedEngine implements Engine {

    private final Engine engine;
    private final Signals signals;

    ObservedEngine(Engine engine, Signals signals) {
        this.engine = engine;
        this.signals = signals;
    }

    @Override
    public Thread start(Endpoint endpoint) throws IOException {
        return engine.start(endpoint);
    }

    @Override
    public int maxConnections(int limit) {
        return engine.maxConnections(limit);
    }

    @Override
    public int maxWaiting(int limit, int served) {
        return engine.maxWaiting(limit, served);
    }

    @Override
    public int maxRejected(int limit) {
        return engine.maxRejected(limit);
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
        signals.cutOff();
        engine.abort();
    }
}
