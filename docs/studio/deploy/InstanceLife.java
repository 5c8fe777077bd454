package docs.studio.deploy;

/** When an instance was started, ready, told to end, and so on: times of {@link System#nanoTime}, 0 as long as not. */
public final class InstanceLife {

    /** What an instance does, as the balancer sees it. */
    enum Phase { STARTING, SERVING, NOT_READY, DRAINING, GONE }

    private final String name;
    private final long started;
    private volatile long ready;
    private volatile long signaled;
    private volatile boolean killed;
    private volatile long out;
    private volatile long ended;

    /** @param started when its process was started */
    public InstanceLife(String name, long started) {
        this.name = name;
        this.started = started;
    }

    String name() {
        return name;
    }

    long started() {
        return started;
    }

    /** The balancer sends it requests from now on. */
    public void isReady(long at) {
        ready = ready == 0 ? at : ready;
        out = 0;
    }

    /** @param kill SIGKILL, not SIGTERM */
    public void isSignaled(long at, boolean kill) {
        killed = kill;
        signaled = at;
    }

    /** The balancer sends it no new connections from now on. */
    public void isOut(long at) {
        out = at;
    }

    public void isEnded(long at) {
        ended = at;
    }

    long ready() {
        return ready;
    }

    long signaled() {
        return signaled;
    }

    boolean wasKilled() {
        return killed;
    }

    long out() {
        return out;
    }

    long ended() {
        return ended;
    }

    /** From SIGTERM until the balancer has seen it, an instance is not ready; after that it drains. */
    Phase phaseAt(long at) {
        if (ended != 0 && at >= ended) {
            return Phase.GONE;
        }
        if (signaled != 0 && at >= signaled) {
            return out != 0 && at >= out ? Phase.DRAINING : Phase.NOT_READY;
        }
        if (ready == 0 || at < ready) {
            return Phase.STARTING;
        }
        return out != 0 && at >= out ? Phase.NOT_READY : Phase.SERVING;
    }
}
