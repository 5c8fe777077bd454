package docs.studio.live;

import docs.site.cells.Outcome.Line;
import docs.site.cells.Session;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of a cell. After its end nothing that it has begun can touch the next one. */
final class Turn {

    private static final long PERIOD_MILLIS = 40;

    /** Hears what a cell prints while it runs. */
    interface Listener {
        /** @param at the number of the first line, from 0; what was said of later lines is replaced */
        void printed(int at, List<Line> lines);

        /** Whether no one listens any more: then the cell is stopped. */
        boolean isGone();
    }

    private final Session session;
    private final CountDownLatch ended = new CountDownLatch(1);

    Turn(Session session) {
        this.session = session;
    }

    /** The cell has ended. */
    synchronized void end() {
        ended.countDown();
    }

    /** Stops the cell. A session hears nothing in the moment before its cell begins: so it is told until that ends. */
    void stop(String why) {
        try {
            do {
                stopOnce(why);
            } while (!endsWithin(PERIOD_MILLIS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stopOnce(String why) {
        if (ended.getCount() > 0) {
            session.stop(why);
        }
    }

    private boolean endsWithin(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Tells what the cell prints, until it ends. */
    void tell(Listener listener) {
        int whole = 0;
        List<Line> last = List.of();
        try {
            while (!endsWithin(PERIOD_MILLIS)) {
                List<Line> now = session.printed(whole);
                if (!now.equals(last)) {
                    listener.printed(whole, now);
                    whole += Math.max(0, now.size() - 2);       // standard output and error may each have begun a line
                    last = now.subList(Math.max(0, now.size() - 2), now.size());
                }
                if (listener.isGone()) {
                    stop("its page was closed, left or loaded again");
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
