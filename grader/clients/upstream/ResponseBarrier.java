package grader.clients.upstream;

import grader.clients.http.Await;
import java.time.Duration;

/**
 * Keeps what an {@link Upstream} would answer until all have come that are to be there at the same time. So what
 * happens meanwhile, and in which order, is decided by the check and by no clock.
 */
public final class ResponseBarrier implements AutoCloseable {

    /** However a check ends, no request is held longer. No check that waits for something else is as slow. */
    private static final Duration MOST = Duration.ofMinutes(20);

    /** Less than a client's patience, and enough for a slow machine. */
    private static final Duration MOST_FOR_PARTY = Duration.ofSeconds(5);

    private final String path;
    private final int party;      // so many open it for themselves; 0: it is opened by hand
    private final Duration each;  // how long one waits at most
    private int waiting;
    private int most;
    private long opened;          // how many times it has let go
    private boolean open;
    private int room = Integer.MAX_VALUE;       // so many it holds, and no others

    private ResponseBarrier(String path, int party, Duration each) {
        this.path = path;
        this.party = party;
        this.each = each;
    }

    static ResponseBarrier untilClosed(String path) {
        return new ResponseBarrier(path, 0, MOST);
    }

    /** Holds the first one only: those that come later pass it. */
    static ResponseBarrier forFirst(String path) {
        ResponseBarrier first = untilClosed(path);
        first.room = 1;
        return first;
    }

    static ResponseBarrier forParties(String path, int party) {
        return new ResponseBarrier(path, party, MOST_FOR_PARTY);
    }

    static ResponseBarrier forEach(String path, Duration each) {
        return new ResponseBarrier(path, 0, each);
    }

    /** Whether the request for this URL has to {@link #pass}. */
    synchronized boolean holdsBack(String url) {
        return !open && url.startsWith(path) && room-- > 0;
    }

    /** One more has come; returns when it may go on. */
    synchronized void pass() {
        long before = opened;
        most = Math.max(most, ++waiting);
        notifyAll();
        if (party > 0 && waiting >= party) {
            letGo();
        }
        boolean gone = Await.notified(this, each, () -> open || opened > before);
        if (party == 0) {
            waiting--;
        } else if (!gone) {
            open();         // They never are there at the same time, and so need not be waited for again.
        }
    }

    /** Whether so many wait here, sooner or later. */
    public synchronized boolean holds(int count, Duration limit) {
        return Await.notified(this, limit, () -> waiting >= count);
    }

    /** How many wait here now. */
    public synchronized int waiting() {
        return waiting;
    }

    /** How many have waited here at the same time. */
    public synchronized int most() {
        return most;
    }

    /** Lets go who waits; those who come later wait again. */
    private void letGo() {
        waiting = 0;
        opened++;
        notifyAll();
    }

    /** Lets all go that wait, and holds none from now on. */
    public synchronized void open() {
        open = true;
        notifyAll();
    }

    @Override
    public void close() {
        open();
    }
}
