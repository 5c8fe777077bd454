// Given: nothing in this file is for you to write.
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A call of a driver, whose caller waits only for some time. It runs in a virtual thread, where an interrupt closes the
 * socket that a driver waits for. In a platform thread the wait would go on, and the time limits of drivers have gaps.
 * If no thread can be started, the caller makes the call itself: what the call returns to others must not be lost.
 */
final class BoundedCall<T, E extends Exception> {

    private static final Lack NO_THREAD = new Lack(
            "no thread for a call of the database's driver, whose caller makes it itself");

    /** What is called. */
    interface Call<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final LongFunction<E> silent;
    private final Thread thread;        // null if there was none, and then the call is over

    /** @param request the request that the call belongs to */
    private BoundedCall(RequestContext request, Call<T, E> call, Consumer<T> late, LongFunction<E> silent) {
        this.silent = silent;
        Thread started = null;
        try {
            started = Thread.ofVirtual().start(() -> request.call(() -> {
                run(call, late);
                return null;
            }));
        } catch (RuntimeException | Error noThread) {
            NO_THREAD.report(noThread);
            run(call, late);
        }
        thread = started;
    }

    /**
     * Returns the result of `call`, or throws its exception. If that takes longer than `nanos` nanoseconds, or if this
     * thread is interrupted meanwhile, or its request has no time left, interrupts the call.
     *
     * @param late takes the result if it comes after that
     * @param silent makes the exception for a caller that has waited for `nanos`
     */
    static <T, E extends Exception> T interrupted(long nanos, Call<T, E> call, Consumer<T> late, LongFunction<E> silent)
            throws E, InterruptedException {
        return new BoundedCall<>(RequestContext.current(), call, late, silent).awaitOrInterrupt(nanos, Duration.ZERO);
    }

    /**
     * As {@link #interrupted}, but then waits for as long again, until the interrupted call has ended. Otherwise a
     * caller that tries again would add one call after the other.
     */
    static <T, E extends Exception> T ended(long nanos, Call<T, E> call, Consumer<T> late, LongFunction<E> silent)
            throws E, InterruptedException {
        return new BoundedCall<>(RequestContext.current(), call, late, silent)
                .awaitOrInterrupt(nanos, Duration.ofNanos(nanos));
    }

    /** As {@link #interrupted}, but the call goes on, and belongs to no request: others can use what it returns. */
    static <T, E extends Exception> T continued(long nanos, Call<T, E> call, Consumer<T> late, LongFunction<E> silent)
            throws E, InterruptedException {
        return new BoundedCall<>(RequestContext.none(), call, late, silent).await(nanos);
    }

    private void run(Call<T, E> call, Consumer<T> late) {
        try {
            T value = call.run();
            if (!result.complete(value)) {
                late.accept(value);
            }
        } catch (Exception | Error failure) {
            result.completeExceptionally(failure);
        }
    }

    /** @param grace how long an interrupted call may still take before this returns */
    private T awaitOrInterrupt(long nanos, Duration grace) throws E, InterruptedException {
        try {
            return await(nanos);
        } finally {
            if (result.isCancelled()) {
                thread.interrupt();
                thread.join(grace);
            }
        }
    }

    private T await(long nanos) throws E, InterruptedException {
        try {
            return RequestContext.current().await(result, nanos);
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
    @SuppressWarnings("unchecked")      // A call throws nothing else.
    private T done(long nanos) throws E, InterruptedException {
        if (result.isCancelled()) {
            throw silent.apply(nanos);
        }
        if (!result.isCompletedExceptionally()) {
            return result.join();
        }
        switch (result.exceptionNow()) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            case InterruptedException failure -> throw failure;
            default -> throw (E) result.exceptionNow();
        }
    }
}
