package grader.checks.lab04;

import grader.grading.engine.Rig;
import java.util.Locale;

/**
 * How much CPU time two servers take for the same number of lookups.
 *
 * <p>A busy machine sometimes adds to either. So most of the rounds count.
 */
final class CostRatio {

    private static final int WARM_UP = 1_500;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final int MOST_ROUNDS = 3;        // of five
    /** Long enough, because systems count CPU time in steps of 10 ms. */
    private static final long ROUND_NANOS = 100_000_000;
    private static final int ROUND_MOST = 100_000;

    private CostRatio() {}

    /** Fails if `many` takes at least `limit` times as much as `few` in most rounds. */
    static void expectBelow(int limit, Rig rig, LookUps few, LookUps many) {
        rig.measures();
        rig.quietly(() -> {
            warmUp(few);
            warmUp(many);
        });
        double least = Double.MAX_VALUE;        // of those above the limit
        int above = 0;
        for (int below = 0; below < MOST_ROUNDS && above < MOST_ROUNDS;) {
            double[] ratio = {0};
            rig.quietly(() -> ratio[0] = ratio(rig, few, many, 2 * limit));
            rig.tell(String.format(Locale.ROOT,
                    "the same number of lookups took %.1f times as much CPU time as among 50 routes", ratio[0]));
            if (ratio[0] < limit) {
                below++;
            } else {
                above++;
                least = Math.min(least, ratio[0]);
            }
        }
        if (above == MOST_ROUNDS) {
            throw rig.failure("expected a lookup among 50,000 routes to cost less than " + limit
                    + String.format(Locale.ROOT,
                            " times the CPU time of one among 50, but it cost %.1f times as much or more in %d rounds",
                            least, MOST_ROUNDS));
        }
    }

    private static void warmUp(LookUps server) {
        long start = server.cpu();
        for (int done = 0; done < WARM_UP && server.cpu() - start < WARM_UP_NANOS;) {
            done += server.batch();
        }
    }

    /** Ends early once the ratio has reached `enough`. */
    private static double ratio(Rig rig, LookUps few, LookUps many, int enough) {
        long fewBefore = few.cpu();
        long manyBefore = many.cpu();
        int lookUps = 0;
        while (few.cpu() - fewBefore < ROUND_NANOS) {
            lookUps += few.batch();
            if (lookUps > ROUND_MOST) {
                throw rig.skip("this system reports no CPU time for a process after " + ROUND_MOST + " responses");
            }
        }
        long spent = few.cpu() - fewBefore;
        for (int done = 0; done < lookUps && many.cpu() - manyBefore < enough * spent;) {
            done += many.batch();
        }
        return (double) (many.cpu() - manyBefore) / spent;
    }
}
