import java.util.Locale;

/** The seven phases of a server, in their order. */
enum ServerPhase {
    /** The program has started. */
    INITIALIZE,
    /** It reads and checks its settings. */
    CONFIGURE,
    /** It opens what requests need: the log, the admin port, the pool. */
    ACQUIRE,
    /** It opens its port. */
    BIND,
    /** Clients are served. */
    SERVE,
    /** What has begun is finished, and nothing new begins. */
    DRAIN,
    /** It closes everything. */
    RELEASE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
