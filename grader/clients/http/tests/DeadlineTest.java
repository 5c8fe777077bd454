package grader.clients.http.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Await;
import grader.clients.http.Deadline;
import grader.clients.http.UsableTime;
import grader.machine.os.Commands;
import grader.proofs.testing.BusyProcessors;
import grader.proofs.testing.ToolProcess;
import java.io.BufferedReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A limit counts what the machine could give: not while others have the processors, nor while the grader stands still.
 */
@ResourceLock("processors")        // Those who keep them busy do so one after the other.
class DeadlineTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Says how much usable time a limit of two seconds took, and how much it took by the clock on the wall. */
    static final class Waits {
        public static void main(String[] args) {
            long wall = System.nanoTime();
            long usable = UsableTime.nanos();
            if (args.length > 0) {
                Deadline.waitFor(() -> true);
            }
            IO.println("waiting");
            Await.comesTrue(LIMIT, () -> false);
            IO.println((UsableTime.nanos() - usable) / 1_000_000 + " " + (System.nanoTime() - wall) / 1_000_000);
        }
    }

    @Test
    void isLaterWhereOthersHaveTheProcessors() throws Exception {
        String[] times = amongOthers().split(" ");
        assertTrue(Long.parseLong(times[1]) > 2 * LIMIT.toMillis(), () -> String.join(" of ", times));
    }

    @Test
    void isNotLaterForWhatSleeps() throws Exception {
        String[] times = amongOthers("asleep").split(" ");
        assertTrue(Long.parseLong(times[0]) < LIMIT.toMillis(), () -> String.join(" of ", times));
    }

    private static String amongOthers(String... arguments) throws Exception {
        try (BusyProcessors _ = new BusyProcessors(3)) {
            return waits(process -> {}, arguments);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void doesNotPassWhileTheGraderIsStopped() throws Exception {
        String[] times = waits(process -> {
            assertTrue(Commands.succeeds("kill", "-STOP", String.valueOf(process.pid())));
            Thread.sleep(2 * LIMIT.toMillis());        // the time itself is what is tested
            assertTrue(Commands.succeeds("kill", "-CONT", String.valueOf(process.pid())));
        }).split(" ");
        assertTrue(Long.parseLong(times[1]) > 2 * LIMIT.toMillis() + LIMIT.toMillis() / 2,
                () -> String.join(" of ", times));
    }

    @Test
    void isOverAtOnceWithoutALimit() {
        assertTrue(Deadline.in(Duration.ZERO).isOver());
        assertEquals(1, Deadline.in(Duration.ZERO).millis(), "0 is no limit for a socket");
        assertFalse(Deadline.in(Duration.ofMinutes(1)).isOver());
    }

    @Test
    void allowsALookWhenItIsOver() {
        Deadline over = Deadline.in(Duration.ZERO);
        assertTrue(over.allowsLook());
        assertEquals(1, over.millis());
        assertFalse(over.allowsLook());
        Deadline later = Deadline.in(Duration.ofMinutes(1));
        assertTrue(later.allowsLook() && later.allowsLook());
        assertTrue(later.millis() > 1);
    }

    private interface While {
        void happens(Process process) throws InterruptedException;
    }

    /** What {@link Waits} says at its end, if this happens while it waits. */
    private static String waits(While what, String... arguments) throws Exception {
        Process process = new ProcessBuilder(ToolProcess.command(Waits.class.getName(), arguments)).start();
        try (BufferedReader out = process.inputReader()) {
            assertEquals("waiting", out.readLine());
            what.happens(process);
            return out.readLine();
        } finally {
            process.destroyForcibly();
        }
    }
}
