import java.io.IOException;

/**
 * A way in which this server fails for a time, so that one can see what its signals say then. All methods run on one
 * thread.
 */
interface Failure {

    /** Returns what fails, for people. */
    String description();

    /**
     * Called before the server opens its port.
     *
     * @throws UsageException if this server cannot fail so
     */
    default void prepare(Flags flags) throws IOException {}

    /** Lets the server fail from now on. */
    void begin(ObservedShop shop) throws Exception;

    /**
     * Called about a hundred times per second while the server fails, and the first time at once. May take until the
     * end.
     *
     * @param left until the end, in nanoseconds
     * @param whole from the begin to the end
     */
    default void step(long left, long whole) throws Exception {}

    /** Ends the failure, and returns what it has done, for people. */
    String end() throws Exception;
}
