package grader.proofs.reference.limits;

/** Says who may pass, at a time that it is told. */
public interface Limiter {

    /**
     * Asks for one client.
     *
     * @param address of a client without a name
     * @param now nanoseconds
     * @return 0 if it may pass; else the seconds of Retry-After
     */
    long ask(String address, long now);

    /** How many clients are remembered. */
    int remembered();
}
