/** Leads a server through its {@link ServerPhase}s. Page: docs/pages/lab11.adoc. */
final class Lifecycle {

    /** What a server does in a phase. */
    interface Service {

        /** Opens what requests need, and pushes each thing on `resources` as soon as it is open. */
        void acquire(Resources resources) throws Exception;

        /** Opens the port. */
        void bind(Resources resources) throws Exception;

        /** Ends serving. Returns whether every request that had begun got its response. */
        boolean drain() throws Exception;
    }

    private final StopSignals signals;
    private final Resources resources = new Resources(() -> enter(ServerPhase.RELEASE));
    private volatile ServerPhase phase = ServerPhase.INITIALIZE;

    Lifecycle(StopSignals signals) {
        this.signals = signals;
    }

    /** Enters a phase, and then prints `lab11 phase NAME`. */
    // task phases
    void enter(ServerPhase next) {
        Todo.report("phases");
        phase = next;
    }

    /**
     * Takes `service` through the phases, entering each ({@link #enter}), and serves until a signal comes
     * ({@link StopSignals#await}). If the signal comes while the service acquires, it never binds. However this ends,
     * even by an exception, `resources` are closed in the phase {@link ServerPhase#RELEASE}.
     *
     * @return the exit code: 0, or 1 if {@link Service#drain} returns false
     */
    // task phases
    int run(Service service) throws Exception {
        Todo.report("phases");
        service.acquire(resources);
        service.bind(resources);
        signals.await();
        return 0;
    }

    /** Returns whether new clients are welcome: only while the server serves. */
    // task ready-live
    boolean isReady() {
        Todo.report("ready-live");
        return true;
    }

    /** Runs `work`, which a signal to stop interrupts ({@link StopSignals#interrupt}). */
    void interrupt(StopSignals.Work work) throws Exception {
        signals.interrupt(work);
    }

    /** Returns whether there was a signal to stop. */
    boolean isEnding() {
        return signals.isReceived();
    }
}
