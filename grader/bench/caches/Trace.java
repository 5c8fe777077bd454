package grader.bench.caches;

/** Requests in an order, the same in each run. */
enum Trace {

    ZIPF("Zipf"),
    /** As when a program reads all products, one after another, while customers look at the usual ones. */
    SCANS("Zipf and scans");

    private static final int UNIVERSE = 100_000;
    private static final int REQUESTS = 1_500_000;
    private static final int WARM_UP = 500_000;
    /** Requests of customers, and then half as many in a scan. */
    private static final int TURN = 20_000;
    private static final byte[] VALUE = {};

    private final String words;

    Trace(String words) {
        this.words = words;
    }

    /** The share of requests that hit, in percent, once the cache is full. */
    double hitRate(CacheContestant contestant) {
        int[] loads = {0};
        Subject cache = contestant.make(() -> {
            loads[0]++;
            return VALUE;
        }, Runnable::run);                  // before the next request, so that a run can be repeated
        Zipf zipf = new Zipf(UNIVERSE, 9);
        int scanned = 0;
        for (int i = 0; i < REQUESTS; i++) {
            if (i == WARM_UP) {
                loads[0] = 0;
            }
            boolean scans = this == SCANS && i % (TURN + TURN / 2) >= TURN;
            cache.get(Hits.key(scans ? UNIVERSE + scanned++ % UNIVERSE : zipf.next()));
        }
        return 100 - 100.0 * loads[0] / (REQUESTS - WARM_UP);
    }

    @Override
    public String toString() {
        return words;
    }
}
