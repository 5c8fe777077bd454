package grader.proofs.protocol;

import grader.proofs.protocol.Wire.Wants;

/** How long a connection may wait, stated a second time: from the moments at which bytes have moved. */
final class Deadlines {

    private final Setting setting;
    private final HandlerProbe probe;
    private long moved;                     // when something was answered or written the last time
    private long came;                      // when something was read the last time
    private long request = Wire.NEVER;      // the deadline of a request that has begun

    Deadlines(Setting setting, HandlerProbe probe) {
        this.setting = setting;
        this.probe = probe;
        moves();
    }

    void moves() {
        moved = probe.now();
        request = Wire.NEVER;
    }

    void comes() {
        came = probe.now();
    }

    /** Whether a part of a request has come, as the deadline shows. */
    boolean hasBegun() {
        return request != Wire.NEVER;
    }

    void check(Wants wants, long deadline) {
        switch (wants) {
            case READ -> read(deadline);
            case WRITE -> is(moved + setting.write(), wants, deadline);
            case LINGER -> is(moved + Setting.LINGER, wants, deadline);
            case WORK -> is(Math.max(came, moved) + Setting.HANDLER, wants, deadline);
            case CLOSE, RESET -> is(Wire.NEVER, wants, deadline);
        }
    }

    /**
     * The idle time runs until a request has begun; then its own, from its first byte, or from the end of the response
     * before it.
     */
    private void read(long deadline) {
        if (hasBegun()) {
            is(request, Wants.READ, deadline);
        } else if (deadline != moved + setting.idle()) {
            is(Math.max(came, moved) + setting.request(), Wants.READ, deadline);
            request = deadline;
        }
    }

    private void is(long meant, Wants wants, long deadline) {
        if (meant != deadline) {
            throw new Finding("the deadline is wrong",
                    "at " + wants + " " + relative(deadline) + ", not " + relative(meant));
        }
    }

    private String relative(long deadline) {
        return deadline == Wire.NEVER ? "never" : deadline - probe.now() + " ms from now";
    }
}
