package parts;

import grader.bench.caches.contest.Subject;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

public final class Caller implements Subject {

    private final Cache cache;
    private final Callable<byte[]> loader;

    public Caller(Supplier<byte[]> loader, int entries, boolean admission) {
        this.cache = new Cache(entries, Long.MAX_VALUE, TimeUnit.MINUTES.toNanos(TTL_MINUTES), System::nanoTime,
                new CacheOptions(admission, 0, 0));
        this.loader = loader::get;
    }

    @Override
    public byte[] get(String key) {
        try {
            return cache.get(key, loader).value();
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }
}
