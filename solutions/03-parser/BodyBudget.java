import java.util.concurrent.atomic.AtomicLong;

/** The memory that the content of all requests of a server may take together. Admits methods that the server knows. */
final class BodyBudget implements Admission {

    private final long bytes;
    private final AtomicLong free;

    /** @param bytes the maximum number of bytes */
    BodyBudget(long bytes) {
        this.bytes = bytes;
        this.free = new AtomicLong(bytes);
    }

    /** Returns how many bytes there may be. */
    long limit() {
        return bytes;
    }

    /** Returns how many bytes are taken now. */
    long taken() {
        return bytes - free.get();
    }

    @Override
    public Content admit(Head head, RequestContext context, int maxBody) {
        if (!Head.KNOWN_METHODS.contains(head.method())) {
            throw new HttpException(501, "this server does not know the method");
        }
        return new BufferedContent(maxBody, this);
    }

    /** @throws HttpException 503 with `Retry-After` if there are not `count` bytes left */
    void take(int count) {
        if (!tryTake(count)) {
            throw new HttpException(503, "other requests have all the memory for content", 1);
        }
    }

    /** Takes `count` bytes if there are so many left. Returns whether there are. */
    boolean tryTake(int count) {
        boolean enough = free.addAndGet(-count) >= 0;
        if (!enough) {
            free.addAndGet(count);
        }
        return enough;
    }

    void giveBack(int count) {
        free.addAndGet(count);
    }
}
