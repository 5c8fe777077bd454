// Given: nothing in this file is for you to write.
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A place between two steps where a thread waits for another one, so that a race happens every time, not once in a
 * thousand times.
 *
 * @param millis how long a thread waits at most; 0: not at all
 */
record Gap(int millis, Exchanger<Object> meeting) {

    Gap(int millis) {
        this(millis, new Exchanger<>());
    }

    /** Waits until another thread is here, too. Then both go on. A thread that stays alone goes on after a while. */
    void pass() throws InterruptedException {
        if (millis > 0) {
            try {
                meeting.exchange(this, millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException alone) {
                // No other thread came.
            }
        }
    }
}
