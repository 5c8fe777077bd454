package grader.grading.batch;

import java.util.concurrent.Semaphore;

/**
 * One of the places for gradings that are at work. A grading that only waits, for a server that does not answer, leaves
 * it early, and another one begins.
 */
final class Place implements AutoCloseable {

    private final Semaphore places;
    private boolean left;

    private Place(Semaphore places) {
        this.places = places;
    }

    /** Waits for one. */
    static Place take(Semaphore places) {
        places.acquireUninterruptibly();
        return new Place(places);
    }

    /** Does nothing if it was left before. */
    void leave() {
        if (!left) {
            left = true;
            places.release();
        }
    }

    @Override
    public void close() {
        leave();
    }
}
