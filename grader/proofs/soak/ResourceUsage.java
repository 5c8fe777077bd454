package grader.proofs.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What a server process holds.
 *
 * @param descriptors open files and sockets
 * @param threads of the operating system
 * @param rss KiB of memory in RAM
 * @param heap KiB of objects that are in use, after a collection; {@link #UNKNOWN} if it was not asked for
 */
record ResourceUsage(int descriptors, int threads, long rss, long heap) {

    static final long UNKNOWN = -1;

    /** The 64 buffers of 65 KiB that lab 07 may keep, and the collector's own bookkeeping. */
    private static final long SLACK_KIB = 64 * 65 + 1024;
    /** The pool of threads that carry virtual ones grows and shrinks. */
    private static final int SLACK_THREADS = 6;

    /** What is more in `after`, in words. Resident memory is not compared: a JVM gives little back. */
    List<String> grownIn(ResourceUsage after) {
        List<String> grown = new ArrayList<>();
        if (after.descriptors > descriptors) {
            grown.add((after.descriptors - descriptors) + " descriptors");
        }
        if (after.threads > threads + SLACK_THREADS) {
            grown.add((after.threads - threads) + " threads");
        }
        if (after.heap > heap + SLACK_KIB) {
            grown.add((after.heap - heap) + " KiB of heap");
        }
        return grown;
    }

    @Override
    public String toString() {
        return descriptors + " descriptors, " + threads + " threads, " + rss / 1024 + " MiB rss"
                + (heap == UNKNOWN ? "" : ", " + heap + " KiB of heap in use");
    }
}
