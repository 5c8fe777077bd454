package grader.proofs.soak;

import grader.clients.http.Response.Framing;
import grader.core.console.UserError;
import grader.machine.os.InterruptHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A crowd that comes all at once, stays, and leaves, while a good client asks again and again. */
final class Rush {

    private static final int BETWEEN_MILLIS = 50;

    private final SoakedServer host;
    private final Duration patience;
    private final PrintWriter out;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long longest;          // that the good client has waited, in nanoseconds
    private volatile IOException trouble;   // that it has had

    /** @param patience how long a good client may wait */
    Rush(SoakedServer host, Duration patience, PrintWriter out) {
        this.host = host;
        this.patience = patience;
        this.out = out;
    }

    /** Returns whether the good client was served well all the while. */
    boolean of(Mass mass, int count, Duration stay, InterruptHandler stop) throws InterruptedException {
        List<Exchange> crowd = new ArrayList<>(count);
        Thread good = Thread.ofPlatform().start(this::askAgainAndAgain);
        try {
            for (int i = 0; i < count && !stop.isAsked(); i++) {
                Exchange visit = new Exchange(over);
                crowd.add(visit);
                visit.connectSlow(host.address());
                mass.begin(visit, host.mayWait());
            }
            stop.within(stay);
        } catch (IOException refused) {
            if (host.endsWithin(SoakClients.REST_MILLIS)) {
                return false;
            }
            throw new UserError(
                    "after " + crowd.size() + " of " + count + " clients that " + mass.what() + ": "
                            + refused.getMessage(),
                    "see whether ulimit -n allows so many descriptors, or give a smaller --crowd");
        } finally {
            crowd.forEach(Exchange::close);
            over.countDown();
            good.join();
        }
        if (host.endsWithin(trouble == null ? 0 : SoakClients.REST_MILLIS)) {
            return false;
        }
        String served = trouble != null ? "served badly: " + trouble.getMessage()
                : String.format(Locale.ROOT, "served within %,d ms", Duration.ofNanos(longest).toMillis());
        out.println(String.format(Locale.ROOT, "%-12s %,7d at the same time that %s: a good client was %s",
                mass.name().toLowerCase(Locale.ROOT), crowd.size(), mass.what(), served));
        return trouble == null && longest <= patience.toNanos();
    }

    private void askAgainAndAgain() {
        try {
            boolean last;
            do {
                last = over.getCount() == 0;        // It asks again when the crowd has left.
                ask();
                Thread.sleep(BETWEEN_MILLIS);
            } while (!last);
        } catch (IOException bad) {
            trouble = bad;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws IOException {
        long start = System.nanoTime();
        try (Exchange visit = new Exchange(over)) {
            visit.connect(host.address());
            visit.get("/bytes/13");
            visit.letters(Framing.LENGTH, 13);
        }
        longest = Math.max(longest, System.nanoTime() - start);
    }
}
