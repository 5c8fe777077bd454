import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The content of one response, which one thread reads into memory as fast as the origin sends it, while any number of
 * clients get what is there, each at its own pace. No client waits for another one, and none breaks anything off for
 * the others by leaving.
 *
 * <p>Its memory is taken from the store, and returned when its last user has released it: the store, the thread that
 * loads it, and each client that reads it are users.
 */
final class SharedContent {

    private static final byte[] EMPTY = {};
    private static final int FIRST_PIECE = 16 * 1024;
    /** Clients that read this much slowly take no more memory than their buffers, so they are no users. */
    private static final int SMALL = 16 * 1024;
    private static final int PAUSE_MILLIS = 5;          // before a source without a piece is asked again
    private static final long LOOKS_MILLIS = 1_000;     // between two looks at the time
    private static final long LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(LOOKS_MILLIS);

    private enum State {
        LOADING, COMPLETE,
        /** It is longer than what may be kept. Its one reader reads the rest from the source. */
        TOO_LONG,
        BROKEN
    }

    private final CacheStore store;
    private final BodySource source;        // null if it was complete from the start
    private final int most;                 // bytes
    private final long end;                 // of the time to load it, in System.nanoTime nanoseconds
    private final AtomicInteger users = new AtomicInteger(1);
    private volatile long taken;            // from the store; only the loading thread changes it
    private byte[] bytes = EMPTY;           // guarded by this object's lock, as are all below
    private int count;
    private State state = State.LOADING;

    /**
     * @param taken how many bytes of the store are taken for it already: all of it, if its length is known
     * @param most how many bytes it may have
     * @param nanos how long it may take to load
     */
    SharedContent(CacheStore store, Response response, long taken, int most, long nanos) {
        this.store = store;
        this.source = response.source();
        this.taken = taken;
        this.most = most;
        this.end = System.nanoTime() + nanos;
        if (source == null) {
            bytes = response.body();
            count = bytes.length;
            state = State.COMPLETE;
        }
    }

    /**
     * Reads the source to its end, and closes it. Never throws, so that each request that waits for the end learns of
     * it.
     */
    void load() {
        State result = State.BROKEN;
        try {
            result = readAll();
        } catch (Exception | Error broken) {
            // Those who read it report that it breaks off.
        } finally {
            end(result);
        }
    }

    private State readAll() throws Exception {
        if (source.length() > 0) {
            resize((int) source.length());
        }
        while (source.length() != count) {
            if (count == bytes.length && !grow()) {
                return State.TOO_LONG;
            }
            ByteBuffer room = ByteBuffer.wrap(bytes, count, bytes.length - count);
            boolean ended = source.read(room) < 0;
            if (ended && source.length() < 0) {
                return State.COMPLETE;
            }
            if (ended || System.nanoTime() - end > 0) {
                return State.BROKEN;
            }
            if (room.position() == count) {
                Thread.sleep(PAUSE_MILLIS);
            }
            add(room.position());
        }
        return State.COMPLETE;
    }

    private boolean grow() {
        int size = Math.min(most, Math.max(FIRST_PIECE, 2 * bytes.length));
        if (size == bytes.length || !store.take(size - bytes.length)) {
            return false;
        }
        taken += size - bytes.length;
        resize(size);
        return true;
    }

    private void resize(int size) {
        byte[] other = Arrays.copyOf(bytes, size);
        synchronized (this) {
            bytes = other;
        }
    }

    private synchronized void add(int now) {
        count = now;
        notifyAll();
    }

    private void end(State result) {
        if (result != State.TOO_LONG) {
            source.close();
        }
        int spare = result == State.COMPLETE ? bytes.length - count : 0;
        if (spare > 0) {
            resize(count);
            store.giveBack(spare);
            taken -= spare;
        }
        synchronized (this) {
            state = result;
            notifyAll();
        }
    }

    /** Returns its length; {@link BodySource#UNKNOWN} if that is not known yet. */
    synchronized long length() {
        return state == State.COMPLETE ? count : source.length();
    }

    synchronized boolean isComplete() {
        return state == State.COMPLETE;
    }

    /** Returns whether more than one client may read it: its length is known, so there is room for all of it. */
    boolean isShareable() {
        return length() != BodySource.UNKNOWN;
    }

    /** Waits until it {@link #isShareable}, or never will be, but at most for a time. Returns whether it is. */
    synchronized boolean awaitShareable(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (!isShareable() && state == State.LOADING && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, until - System.nanoTime()));
        }
        return isShareable();
    }

    private synchronized byte[] all() {
        return state == State.COMPLETE ? bytes : null;
    }

    /** Returns a response with this content. */
    Response response(int status, List<Field> fields) {
        byte[] all = all();
        return all != null && all.length <= SMALL ? new Response(status, fields, all)
                : new Response(status, fields, EMPTY, new SharedSource(this, 0, BodySource.UNKNOWN), false);
    }

    /**
     * Puts what is there from `position` on into `out`; waits for more if nothing is.
     *
     * @return the number of bytes; -1 at the end
     * @throws IOException if the content has broken off
     */
    int read(long position, ByteBuffer out) throws Exception {
        synchronized (this) {
            while (position >= count && state == State.LOADING && System.nanoTime() - end < LOOKS_NANOS) {
                wait(LOOKS_MILLIS);
            }
            if (position < count) {
                int some = Math.min(count - (int) position, out.remaining());
                out.put(bytes, (int) position, some);
                return some;
            }
            if (state == State.COMPLETE) {
                return -1;
            }
            if (state != State.TOO_LONG) {
                throw new IOException("the content that others wait for, too, has broken off");
            }
        }
        return source.read(out);
    }

    /** Adds a user. Returns false if it has none any more: its memory is not taken from the store then. */
    boolean retain() {
        return users.updateAndGet(now -> now == 0 ? 0 : now + 1) > 0;
    }

    /** Removes a user. */
    void release() {
        if (users.decrementAndGet() == 0) {
            store.giveBack(taken);
            if (isTooLong()) {
                source.close();
            }
        }
    }

    private synchronized boolean isTooLong() {
        return state == State.TOO_LONG;
    }

    /** Returns whether a client reads it now, or it is still loaded. */
    boolean isInUse() {
        return users.get() > 1;
    }

    /** Returns how many bytes of the store are taken for it. */
    long taken() {
        return taken;
    }
}
