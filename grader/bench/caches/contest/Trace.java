package grader.bench.caches.contest;

/** Requests for products in an order, the same in each run. */
public enum Trace {

    /**
     * Breslau and others, "Web Caching and Zipf-like Distributions", INFOCOM 1999: so are the requests at web proxies.
     */
    ZIPF("Zipf", "a few products get most requests, and these stay the same"),

    SCANS("Zipf and scans", "a crawler reads one product after another, and is a third of the traffic"),

    DAY("a day of a shop", "new products become popular and are forgotten, and by night a crawler comes to the fore");

    /** What the shop has. In {@link #DAY}, more come. */
    public static final int PRODUCTS = 100_000;

    /** Requests of customers, and then half as many of the crawler. */
    private static final int TURN = 20_000;
    private static final long SEED = 9;

    private final String title;
    private final String sentence;

    Trace(String title, String sentence) {
        this.title = title;
        this.sentence = sentence;
    }

    /** What its requests are like. */
    String sentence() {
        return sentence;
    }

    /** The numbers of the products that are requested. @param count of requests */
    public int[] requests(int count) {
        if (this == DAY) {
            return new ShopDay(SEED).requests(count);
        }
        Zipf zipf = new Zipf(PRODUCTS, SEED);
        int[] requests = new int[count];
        int crawled = 0;
        for (int i = 0; i < count; i++) {
            boolean scans = this == SCANS && i % (TURN + TURN / 2) >= TURN;
            requests[i] = scans ? crawled(crawled++) : zipf.next();
        }
        return requests;
    }

    /** The crawler's order has nothing to do with how popular products are. @param count of those that it has read */
    static int crawled(int count) {
        return (int) ((count + 1L) * 61_803 % PRODUCTS);
    }

    /** The key of a product in a cache: a new text in each call, as in a server. */
    public static String key(int product) {
        return "/products/" + product;
    }

    @Override
    public String toString() {
        return title;
    }
}
