/**
 * How many calls of another server may be repeated: a share of all calls. If everything fails, repeating everything
 * would multiply the load on a server that already has too much.
 */
final class RetryBudget {

    /** How many repetitions may be saved up. A budget begins with these. */
    static final int MOST = 10;

    private final int percent;
    private int hundredths = 100 * MOST;        // of a repetition; guarded by this object's lock

    /** @param percent how many repetitions 100 calls allow */
    RetryBudget(int percent) {
        this.percent = percent;
    }

    /** Counts a call, which is no repetition. */
    // task retry
    synchronized void called() {
        Todo.report("retry");
    }

    /** Takes one repetition out of the budget. Returns false if there is none. */
    // task retry
    synchronized boolean tryTake() {
        Todo.report("retry");
        return false;
    }
}
