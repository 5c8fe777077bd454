import java.util.concurrent.Callable;

/**
 * An order that is not taken, and what the client is told. It ends the checkout from wherever it is thrown; elsewhere
 * it is a fault. Given.
 */
final class Declined extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Response answer;

    /** @param answer a problem (RFC 9457) */
    Declined(Response answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** @param detail one sentence for whoever wrote the client */
    static Declined of(int status, String detail) {
        return new Declined(Problem.of(status, detail));
    }

    /** The answer of `checkout`; if it was declined, what that says. */
    static Response answered(Callable<Response> checkout) throws Exception {
        try {
            return checkout.call();
        } catch (Declined declined) {
            return declined.answer;
        }
    }
}
