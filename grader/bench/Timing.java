package grader.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** How long something takes, in seconds: a line with minimum, median and maximum of some runs. */
final class Timing {

    interface Run {
        void once() throws IOException, InterruptedException;
    }

    private Timing() {}

    /** @param format of the line: the name, then three numbers */
    static void tell(String format, String name, int runs, Run run) throws IOException, InterruptedException {
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            run.once();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        System.out.println(String.format(Locale.ROOT, format, name, seconds[0], seconds[runs / 2], seconds[runs - 1]));
    }
}
