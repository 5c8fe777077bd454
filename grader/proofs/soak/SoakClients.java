package grader.proofs.soak;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Clients of all kinds, that visit a server again and again. */
final class SoakClients {

    /** Longer than a client waits for anything. */
    private static final int PATIENCE_SECONDS = 45;
    /**
     * After trouble: a server that serves no client is not asked without a pause, and a server that has exited is
     * noticed.
     */
    static final int REST_MILLIS = 300;

    private final SoakedServer host;
    private final int each;
    private final PrintWriter out;
    private final Map<MixedClient, LongAdder> visits = new EnumMap<>(MixedClient.class);
    private final Map<MixedClient, LongAdder> complaints = new EnumMap<>(MixedClient.class);

    /** @param each how many of each kind, at the same time */
    SoakClients(SoakedServer host, int each, PrintWriter out) {
        this.host = host;
        this.each = each;
        this.out = out;
        for (MixedClient guest : MixedClient.values()) {
            visits.put(guest, new LongAdder());
            complaints.put(guest, new LongAdder());
        }
    }

    /** Is asked while the clients are there. */
    interface Watch {
        /** Looks at the server for a while. Returns whether the clients are to go at once, wherever they are. */
        boolean hasToEnd() throws Exception;
    }

    /** Lets them loose for as long as `watch` looks; after that, and whatever goes wrong, all of them are gone. */
    void visit(Watch watch) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hurried = new CountDownLatch(1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        boolean atOnce = true;
        try {
            for (MixedClient guest : MixedClient.values()) {
                for (int i = 0; i < each; i++) {
                    threads.submit(() -> visitAgainAndAgain(guest, over, hurried));
                }
            }
            atOnce = watch.hasToEnd();
        } finally {
            over.countDown();
            threads.shutdown();
            if (atOnce || !threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                hurried.countDown();
                threads.shutdownNow();      // To interrupt a virtual thread closes the socket at which it waits.
                threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private void visitAgainAndAgain(MixedClient guest, CountDownLatch over, CountDownLatch hurried) {
        while (over.getCount() > 0 && host.isAlive()) {
            visits.get(guest).increment();
            boolean inside = false;
            try (Exchange visit = new Exchange(over)) {
                visit.connect(host.address());
                inside = true;
                guest.stay(visit);
            } catch (IOException trouble) {
                boolean expected = inside && !guest.isPolite() && !(trouble instanceof Exchange.Complaint);
                if (!expected && hurried.getCount() > 0 && !ends()) {
                    complain(guest, trouble);
                }
            }
        }
    }

    private boolean ends() {
        try {
            return host.endsWithin(REST_MILLIS);
        } catch (InterruptedException hurried) {
            return true;
        }
    }

    private void complain(MixedClient guest, IOException trouble) {
        LongAdder all = complaints.get(guest);
        synchronized (all) {
            if (all.sum() == 0) {
                out.println("served badly: a client that " + guest.what() + ": " + trouble.getMessage());
            }
            all.increment();
        }
    }

    long visits() {
        return visits.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many clients were served badly. */
    long complaints() {
        return complaints.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void print() {
        visits.forEach((guest, count) -> {
            long bad = complaints.get(guest).sum();
            out.println(String.format(Locale.ROOT, "%-12s %,10d visits%-18s  %s", guest.name().toLowerCase(Locale.ROOT),
                    count.sum(),
                    bad == 0 ? "" : String.format(Locale.ROOT, ", %,d served badly", bad), guest.what()));
        });
    }
}
