import java.nio.ByteBuffer;

/** A connection that is HTTP until another protocol takes over. No engine notices. */
final class HandOverConnection implements Protocol {

    private final HttpConnection http;
    private volatile Protocol current;

    HandOverConnection(HttpConnection http) {
        this.http = http;
        this.current = http;
    }

    private void handOver() {
        if (current == http && (http.wants() == Wants.CLOSE || http.wants() == Wants.LINGER)) {
            Protocol next = http.next();
            if (next != null) {
                current = next;
                http.closed();
            }
        }
    }

    @Override
    public Wants wants() {
        return current.wants();
    }

    @Override
    public void receive(ByteBuffer in) {
        current.receive(in);
    }

    @Override
    public void endOfInput() {
        current.endOfInput();
    }

    @Override
    public ByteBuffer output() {
        return current.output();
    }

    @Override
    public void sent() {
        current.sent();
        handOver();
    }

    @Override
    public void work() {
        current.work();
    }

    @Override
    public void cancel() {
        current.cancel();
    }

    @Override
    public long deadline() {
        return current.deadline();
    }

    @Override
    public boolean isIdle() {
        return current.isIdle();
    }

    @Override
    public void onDeadline() {
        current.onDeadline();
    }

    @Override
    public void closed() {
        current.closed();
    }
}
