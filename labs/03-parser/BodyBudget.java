// Given: nothing in this file is for you to write.
import java.util.concurrent.atomic.AtomicLong;

/** The memory that the content of all requests of a server may take together. */
final class BodyBudget {

    private final AtomicLong free;

    /** @param bytes the maximum number of bytes */
    BodyBudget(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** @throws HttpException 503 if there are not `count` bytes left */
    void take(int count) {
        if (free.addAndGet(-count) < 0) {
            free.addAndGet(count);
            throw new HttpException(503, "other requests have all the memory for content");
        }
    }

    void giveBack(int count) {
        free.addAndGet(count);
    }
}
