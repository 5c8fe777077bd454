package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docs.studio.drills.Solver;
import grader.core.course.Course;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules beside the faults of drills: each finds its own fault, and none finds anything in a healthy server. */
@Tag("nightly")
@Timeout(value = 4, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DrillRulesTest {

    private static final int TIMES = Integer.getInteger("drills.times", 2);
    private static final int WINDOWS = 4;
    private static final Course COURSE = Course.here();

    private static Solver solver;

    @BeforeAll
    static void compile() {
        solver = new Solver(COURSE, ignored -> {});
    }

    @AfterAll
    static void end() {
        solver.close();
    }

    static List<String> faults() {
        return Solver.faults(COURSE);
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("find this fault, and no other, however strong it is and whatever else clients do")
    void find(String fault) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            long seed = Solver.seed(COURSE, fault, i);
            assertEquals(List.of(fault), solver.solve(seed), () -> "seed " + seed);
        }
    }

    @Test
    @DisplayName("find both of two faults")
    void both() throws InterruptedException {
        for (long seed = 0; seed < TIMES; seed++) {
            long drill = seed;
            assertEquals(Set.copyOf(Solver.both(COURSE, seed)), Set.copyOf(solver.solveBoth(seed)),
                    () -> "seed " + drill);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("find nothing in a healthy server with the same load")
    void healthy(String fault) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            long seed = Solver.seed(COURSE, fault, i);
            assertEquals(List.of(), solver.solveHealthy(seed, WINDOWS), () -> "seed " + seed);
        }
    }
}
