package grader.proofs.reference.parser;

import grader.clients.generators.Seen;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** The parser of one connection. */
public interface Connection {

    /** A refusal of the parser's. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        public final int status;

        public Refused(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }

    /** As `RequestParser.receive`; what the request holds is looked at when the supplier is asked. */
    Supplier<Seen> receive(ByteBuffer in) throws Refused;

    boolean isPartial();

    boolean expectsContinue();

    /** The parser itself, for {@link grader.proofs.protocol.Retained}. */
    Object parser();

    /** How many bytes its runs have looked at; counted only {@link ReferenceParser#counting}. */
    long looked();
}
