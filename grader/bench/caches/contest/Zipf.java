package grader.bench.caches.contest;

import java.util.Arrays;
import java.util.Random;

/** Numbers from 0 on of which few are asked for often: number N with a probability that is like 1/(N+1)^skew. */
public final class Zipf {

    private static final double SKEW = 0.95;

    private final double[] sums;
    private final Random random;

    public Zipf(int count, long seed) {
        random = new Random(seed);
        sums = new double[count];
        for (int i = 0; i < count; i++) {
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + Math.pow(i + 1, -SKEW);
        }
    }

    public int next() {
        return pick(sums, random);
    }

    /** One of some numbers from 0 on. @param sums of the weights of each and all before it */
    static int pick(double[] sums, Random random) {
        int found = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
        return found < 0 ? -found - 1 : found;
    }
}
