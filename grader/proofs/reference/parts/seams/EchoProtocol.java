import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;

/** What takes over after HTTP: sends back what came, and in between what `pushes` has, also to a silent client. */
final class EchoProtocol implements Protocol {

    private static final int PERIOD_MILLIS = 20;

    private final BlockingQueue<String> pushes;
    private final Clock clock;
    private final Runnable onClosed;
    private ByteBuffer out;
    private boolean due;            // to look for pushes
    private boolean ended;
    private long until;

    /** @param ahead what came before this protocol took over */
    EchoProtocol(ByteBuffer ahead, BlockingQueue<String> pushes, Clock clock, Runnable onClosed) {
        this.pushes = pushes;
        this.clock = clock;
        this.onClosed = onClosed;
        this.until = clock.now() + PERIOD_MILLIS;
        receive(ahead);
    }

    @Override
    public Wants wants() {
        return out.hasRemaining() ? Wants.WRITE : ended ? Wants.CLOSE : due ? Wants.WORK : Wants.READ;
    }

    @Override
    public void receive(ByteBuffer in) {
        out = ByteBuffer.allocate(in.remaining()).put(in).flip();
    }

    @Override
    public void endOfInput() {
        ended = true;
    }

    @Override
    public ByteBuffer output() {
        return out;
    }

    @Override
    public void sent() {
        until = clock.now() + PERIOD_MILLIS;
    }

    @Override
    public void work() {
        due = false;
        until = clock.now() + PERIOD_MILLIS;
        String push = pushes.poll();
        if (push != null) {
            out = ByteBuffer.wrap(push.getBytes(ISO_8859_1));
        }
    }

    @Override
    public void cancel() {}

    @Override
    public long deadline() {
        return wants() == Wants.READ ? until : NEVER;
    }

    @Override
    public boolean isIdle() {
        return false;
    }

    @Override
    public void onDeadline() {
        due = true;
    }

    @Override
    public void closed() {
        onClosed.run();
    }
}
