// Given: nothing in this file is for you to write.
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A load in progress: one request to the origin, on which others wait to learn what it was good for. */
final class CacheLoad {

    private final CacheKey key;
    private final CompletableFuture<StoredResponse> result = new CompletableFuture<>();

    private boolean collecting;         // used by the thread that asks the origin

    CacheLoad(CacheKey key) {
        this.key = key;
    }

    CacheKey key() {
        return key;
    }

    /**
     * Returns what others wait for: a response that may be for them, too, or null, or the failure of the load. It is
     * cancelled if the load was given up.
     */
    Future<StoredResponse> result() {
        return result;
    }

    void share(StoredResponse response) {
        result.complete(response);
    }

    /** The response is for no one else. */
    void keepsToItself() {
        result.complete(null);
    }

    void fail(HttpException failure) {
        result.completeExceptionally(failure);
    }

    /** Notes that another thread goes on with it, and ends it. */
    void collects() {
        collecting = true;
    }

    void collectsNothing() {
        collecting = false;
    }

    boolean isCollecting() {
        return collecting;
    }

    /** Has no effect on a load whose result is known. */
    void giveUp() {
        result.cancel(false);
    }
}
