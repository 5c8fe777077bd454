package grader.proofs.protocol;

import java.nio.ByteBuffer;

/** One connection of the server that is tried. Each method as in `Protocol` of lab 07. */
public interface Wire {

    /** In the order of `Protocol.Wants`. */
    enum Wants {
        READ, WRITE, WORK, LINGER, CLOSE, RESET
    }

    long NEVER = Long.MAX_VALUE;

    Wants wants();

    void receive(ByteBuffer in);

    void endOfInput();

    ByteBuffer output();

    void sent();

    void work();

    long deadline();

    void onDeadline();

    void closed();

    /** The connection itself, for {@link Retained}. */
    Object connection();
}
