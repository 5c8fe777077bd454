package grader.bench.caches;

/** Requests in an order, the same in each run. */
final class Trace {

    private static final int UNIVERSE = Savings.PRODUCTS;
    private static final int REQUESTS = 1_500_000;
    private static final int WARM_UP = 500_000;
    /** Requests of customers, and then half as many in a scan. */
    private static final int TURN = 20_000;
    private static final byte[] VALUE = {};

    private Trace() {}

    /**
     * The share of requests that hit, in percent, once the cache is full.
     *
     * @param scanned whether a program reads all products, one after another, while customers look at the usual ones
     */
    static double hitRate(CacheContestant contestant, boolean scanned) {
        int[] loads = {0};
        Subject cache = contestant.make(() -> {
            loads[0]++;
            return VALUE;
        }, Runnable::run);                  // before the next request, so that a run can be repeated
        Zipf zipf = new Zipf(UNIVERSE, 9);
        int next = 0;
        for (int i = 0; i < REQUESTS; i++) {
            if (i == WARM_UP) {
                loads[0] = 0;
            }
            boolean scans = scanned && i % (TURN + TURN / 2) >= TURN;
            cache.get(Hits.key(scans ? UNIVERSE + next++ % UNIVERSE : zipf.next()));
        }
        return 100 - 100.0 * loads[0] / (REQUESTS - WARM_UP);
    }
}
