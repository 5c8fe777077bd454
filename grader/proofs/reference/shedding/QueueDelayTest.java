package grader.proofs.reference.shedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import grader.proofs.reference.shedding.QueueModel.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lab 13's shedding in a model of a server with one worker, whose clock the test holds. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueDelayTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long TARGET = 100 * MILLISECOND;
    private static final String CALLER = Parts.source("grader/proofs/reference/parts/shedding/Caller.java");

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() throws IOException {
        Path file = Course.here().solutions().resolve("13-failure/QueueDelay.java");
        reference = PackagedParts.of(Map.of("QueueDelay.java", Files.readString(file)), CALLER, folder);
    }

    private static LongBinaryOperator delay() {
        return reference.maker(LongBinaryOperator.class, long.class).make(TARGET);
    }

    /** @param times how many times as many requests come as the server can handle */
    @ParameterizedTest
    @CsvSource({"1.2, 20", "1.5, 5", "2, 50", "3, 1", "3, 10", "3, 50", "3, 100", "10, 20"})
    void servesAlmostAllThatItCan(double times, int work) {
        long each = work * MILLISECOND;
        Random random = new Random(work);
        for (boolean regular : List.of(true, false)) {
            List<Long> arrivals = QueueModel.arrivals(60_000 * MILLISECOND, each / times, regular ? null : random);
            Result result = new QueueModel(each, each / 50).run(delay(), arrivals);
            String told = result.toString();
            assertTrue(result.busy() >= 0.8, told);
            assertTrue(result.longest() <= 2 * TARGET, told);
            assertTrue(result.percentile(50) <= TARGET, told);
        }
    }

    @Test
    void servesABurst() {
        for (int count = 1; count <= 20; count++) {
            Result result = new QueueModel(10 * MILLISECOND, MILLISECOND)
                    .run(delay(), QueueModel.arrivals(count, 0, null));
            assertEquals(0, result.shed(), result.toString());
        }
    }

    @Test
    void turnsNoneAwayAfterward() {
        LongBinaryOperator delay = delay();
        QueueModel server = new QueueModel(20 * MILLISECOND, MILLISECOND);
        assertTrue(server.run(delay, QueueModel.arrivals(5_000 * MILLISECOND, 5 * MILLISECOND, null)).shed() > 0);
        List<Long> later = QueueModel.arrivals(5_000 * MILLISECOND, 25 * MILLISECOND, null)
                .stream()
                .map(at -> at + 10_000 * MILLISECOND)
                .toList();
        assertEquals(0, server.run(delay, later).shed());
    }

    /** After a while without requests, a request that has waited for a moment is no queue. */
    @Test
    void forgivesAHiccup() {
        LongBinaryOperator delay = delay();
        for (int i = 0; i < 10; i++) {
            assertEquals(0, delay.applyAsLong(i * 10_000 * MILLISECOND, 0));
            assertEquals(0, delay.applyAsLong((i * 10_000 + 5_000) * MILLISECOND, 150 * MILLISECOND));
        }
    }
}
