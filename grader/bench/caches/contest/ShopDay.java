package grader.bench.caches.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The requests of 24 hours. New products come all the time, a few of which become popular for hours: Traverso and
 * others' "shot noise model" ("Temporal Locality in Today's Content Caching", ACM CCR 43(5), 2013). What the shop has
 * had before is requested as Zipf says. Customers sleep: there are ten times as many by day as by night, and the
 * crawler, as regular as a clock, is then most of the traffic (day and night as in Urdaneta and others, "Wikipedia
 * Workload Analysis for Decentralized Hosting", Computer Networks 53(11), 2009).
 */
final class ShopDay {

    private static final int MINUTES = 24 * 60;
    private static final double QUIETEST = 4 * 60;
    private static final double SWING = 9.0 / 11;
    private static final double CRAWLER = 0.15;     // of all requests
    private static final double NEWS = 0.5;         // of the customers' requests
    private static final int NEW_PER_MINUTE = 4;
    /** A new product's requests, all together, have a Pareto distribution: most get few, some get very many. */
    private static final double PARETO = 1.2;
    private static final double SHORTEST = 60;      // minutes in which half of the interest is lost
    private static final double LONGEST = 360;
    private static final double FORGOTTEN = 0.01;

    /** @param fade what is left of its weight after a minute */
    private record Shot(int product, double weight, double fade) {}

    private final Random random;
    private final Zipf stock;
    private List<Shot> shots = new ArrayList<>();
    private int products = Trace.PRODUCTS;
    private int crawled;

    ShopDay(long seed) {
        random = new Random(seed);
        stock = new Zipf(Trace.PRODUCTS, seed);
    }

    /** @param count of requests in the whole day */
    int[] requests(int count) {
        for (int minute = 0; minute < MINUTES; minute++) {
            pass();         // the day before: the new products of that are known by now
        }
        int[] requests = new int[count];
        double sum = 0;
        int next = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            pass();
            sum += (1 - CRAWLER) * customers(minute) + CRAWLER;
            int end = minute == MINUTES - 1 ? count : (int) (count * sum / MINUTES);
            next = minute(requests, next, end, CRAWLER / ((1 - CRAWLER) * customers(minute) + CRAWLER));
        }
        return requests;
    }

    /** How many customers there are, as a multiple of the mean. */
    private static double customers(int minute) {
        return 1 - SWING * Math.cos(2 * Math.PI * (minute - QUIETEST) / MINUTES);
    }

    private int minute(int[] requests, int begin, int end, double crawler) {
        double[] sums = new double[shots.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + shots.get(i).weight();
        }
        for (int i = begin; i < end; i++) {
            requests[i] = random.nextDouble() < crawler ? Trace.crawled(crawled++)
                    : random.nextDouble() < NEWS ? shots.get(Zipf.pick(sums, random)).product() : stock.next();
        }
        return end;
    }

    /** A minute later: interest has faded, and there are new products. */
    private void pass() {
        List<Shot> left = new ArrayList<>();
        for (Shot each : shots) {
            double weight = each.weight() * each.fade();
            if (weight > FORGOTTEN) {
                left.add(new Shot(each.product(), weight, each.fade()));
            }
        }
        for (int i = 0; i < NEW_PER_MINUTE; i++) {
            double half = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
            double requests = Math.pow(1 - random.nextDouble(), -1 / PARETO);
            left.add(new Shot(products++, requests * SHORTEST / half, Math.pow(0.5, 1 / half)));
        }
        shots = left;
    }
}
