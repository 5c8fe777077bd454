// Given: nothing in this file is for you to write.
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A protocol around another one: it changes nothing, and sees what goes in and out. */
final class ObservedProtocol implements Protocol {

    private final Protocol protocol;
    private final Traffic traffic;
    private final Consumer<ObservedProtocol> onClose;
    private ByteBuffer output;              // the last that was asked for
    private int position;                   // where it began
    private volatile long waitingSince;     // since when a request waits for a thread that works for it; 0 if none does

    ObservedProtocol(Protocol protocol, Traffic traffic, Consumer<ObservedProtocol> onClose) {
        this.protocol = protocol;
        this.traffic = traffic;
        this.onClose = onClose;
    }

    /** Returns since when a request waits, in System.nanoTime nanoseconds; 0 if none does. Any thread may ask. */
    long waitingSince() {
        return waitingSince;
    }

    @Override
    public Wants wants() {
        return protocol.wants();
    }

    @Override
    public void arrived(long nanos) {
        protocol.arrived(nanos);
    }

    @Override
    public void receive(ByteBuffer in) {
        traffic.received(in.remaining());
        protocol.receive(in);
        if (protocol.wants() == Wants.WORK) {
            waitingSince = System.nanoTime();
        }
    }

    @Override
    public void endOfInput() {
        protocol.endOfInput();
    }

    @Override
    public ByteBuffer output() {
        output = protocol.output();
        position = output == null ? 0 : output.position();
        return output;
    }

    @Override
    public void sent() {
        traffic.sent(output.position() - position);
        protocol.sent();
    }

    @Override
    public void work() {
        waitingSince = 0;
        protocol.work();
    }

    @Override
    public boolean checksClient() {
        return protocol.checksClient();
    }

    @Override
    public void cancel() {
        protocol.cancel();
    }

    @Override
    public long deadline() {
        return protocol.deadline();
    }

    @Override
    public boolean isIdle() {
        return protocol.isIdle();
    }

    @Override
    public void onDeadline() {
        protocol.onDeadline();
    }

    @Override
    public Tunnel tunnel() {
        return protocol.tunnel();
    }

    @Override
    public void closed() {
        onClose.accept(this);
        protocol.closed();
    }
}
