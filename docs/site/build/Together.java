package docs.site.build;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Does the same with many things at once, on as many threads as the machine has processors. */
final class Together implements AutoCloseable {

    /** A thread that converts pages needs a Ruby of its own. */
    private static final int MOST = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.min(MOST, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("site-", 0).factory());

    /** What `make` makes of each, in the same order. It throws what the first of them threw. */
    <T, R> List<R> each(List<T> all, Function<T, R> make) {
        List<CompletableFuture<R>> made =
                all.stream().map(one -> CompletableFuture.supplyAsync(() -> make.apply(one), threads)).toList();
        try {
            return made.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException problem ? problem : failure;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
