package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** `bench cache` as a whole: its form, and the hit rates, which do not depend on the machine. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("nightly")
@ResourceLock("processors")        // Two benches at the same time would measure each other.
class CacheBenchTest {

    private static final double CLOSE = 3;

    @Test
    void evictsAsAnIdealLruDoes() throws Exception {
        String out = QuickBench.output("cache");
        assertEquals(3, rows(out, "ns .*").results().count(), out);
        List<String> rates = rows(out, "([\\d.]+) % +([\\d.]+) %").results()
                .flatMap(row -> List.of(row.group(2), row.group(3)).stream())
                .toList();
        assertEquals(6, rates.size(), out);
        for (int trace = 0; trace < 2; trace++) {
            double own = Double.parseDouble(rates.get(trace));
            double ideal = Double.parseDouble(rates.get(trace + 4));
            assertEquals(ideal, own, CLOSE, out);
        }
        assertTrue(out.matches("(?s).*\na hit +[\\d.]+ µs +1\n.*\na load over HTTP, loopback +[\\d.,]+ µs .*"), out);
    }

    /** The rows of one table, in the order of the contestants. */
    private static Matcher rows(String out, String cells) {
        return Pattern.compile("(?m)^(lab 09's cache|Caffeine|LinkedHashMap, synchronized) +(?:\\d+ )?" + cells + "$")
                .matcher(out);
    }
}
