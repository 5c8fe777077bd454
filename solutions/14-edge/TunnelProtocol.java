import java.nio.ByteBuffer;

/** A connection that is a tunnel's from its first byte on. */
record TunnelProtocol(Tunnel tunnel) implements Protocol {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @Override
    public Wants wants() {
        return Wants.CLOSE;
    }

    @Override
    public void receive(ByteBuffer in) {}

    @Override
    public void endOfInput() {}

    @Override
    public ByteBuffer output() {
        return NOTHING;
    }

    @Override
    public void sent() {}

    @Override
    public void work() {}

    @Override
    public void cancel() {}

    @Override
    public long deadline() {
        return NEVER;
    }

    @Override
    public boolean isIdle() {
        return false;
    }

    @Override
    public void onDeadline() {}

    @Override
    public void closed() {}
}
