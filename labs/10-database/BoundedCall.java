// Given: nothing in this file is for you to write.
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A call of a driver, whose caller waits only for some time. It runs in a virtual thread, where an interrupt closes the
 * socket that a driver waits for. In a platform thread the wait would go on, and the time limits of drivers have gaps.
 */
final class BoundedCall<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private BoundedCall(Callable<T> call, Consumer<T> late) {
        thread = Thread.ofVirtual().start(() -> run(call, late));
    }

    /**
     * Returns the result of `call`, or throws its exception. If that takes longer than `nanos` nanoseconds, or if this
     * thread is interrupted meanwhile, interrupts the call.
     *
     * @param late takes the result if it comes after that
     * @throws SQLException also {@link DatabaseErrors#silent}
     */
    static <T> T interrupted(long nanos, Callable<T> call, Consumer<T> late) throws SQLException, InterruptedException {
        return new BoundedCall<>(call, late).awaitOrInterrupt(nanos, Duration.ZERO);
    }

    /**
     * As {@link #interrupted}, but then waits for as long again, until the interrupted call has ended. Otherwise a
     * caller that tries again would add one call after the other.
     */
    static <T> T ended(long nanos, Callable<T> call, Consumer<T> late) throws SQLException, InterruptedException {
        return new BoundedCall<>(call, late).awaitOrInterrupt(nanos, Duration.ofNanos(nanos));
    }

    /** As {@link #interrupted}, but the call goes on: others can use what it returns. */
    static <T> T continued(long nanos, Callable<T> call, Consumer<T> late) throws SQLException, InterruptedException {
        return new BoundedCall<>(call, late).await(nanos);
    }

    private void run(Callable<T> call, Consumer<T> late) {
        try {
            T value = call.call();
            if (!result.complete(value)) {
                late.accept(value);
            }
        } catch (Exception | Error failure) {
            result.completeExceptionally(failure);
        }
    }

    /** @param grace how long an interrupted call may still take before this returns */
    private T awaitOrInterrupt(long nanos, Duration grace) throws SQLException, InterruptedException {
        try {
            return await(nanos);
        } finally {
            if (result.isCancelled()) {
                thread.interrupt();
                thread.join(grace);
            }
        }
    }

    private T await(long nanos) throws SQLException, InterruptedException {
        try {
            return result.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            result.cancel(false);
        } catch (InterruptedException stop) {
            if (result.cancel(false)) {
                throw stop;
            }
            Thread.currentThread().interrupt();     // The result came first. The next wait ends.
        } catch (ExecutionException failed) {
            // Thrown below, as it was thrown by the call.
        }
        return done(nanos);
    }

    /** Returns or throws what there is now. */
    private T done(long nanos) throws SQLException {
        if (result.isCancelled()) {
            throw DatabaseErrors.silent(nanos);
        }
        if (!result.isCompletedExceptionally()) {
            return result.join();
        }
        switch (result.exceptionNow()) {
            case SQLException failure -> throw failure;
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            default -> throw new SQLException(result.exceptionNow());
        }
    }
}
