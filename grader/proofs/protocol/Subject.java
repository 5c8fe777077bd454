package grader.proofs.protocol;

/**
 * A server that is tried.
 *
 * @param fresh how many bytes of arrays belong to a new connection, with all that connections share
 */
public record Subject(Server server, Setting setting, long fresh) {

    static Subject of(Server server, Setting setting) {
        Wire wire = server.connect(new HandlerProbe());
        long fresh = Retained.by(wire.connection());
        wire.closed();
        return new Subject(server, setting, fresh);
    }

    /** How many bytes of arrays are held for a client. */
    public long heldBy(Wire wire) {
        return Retained.by(wire.connection()) - fresh;
    }
}
