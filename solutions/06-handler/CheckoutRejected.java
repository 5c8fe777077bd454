import java.util.concurrent.Callable;

/**
 * An order that is not taken, and what the client is told. It ends the checkout from wherever it is thrown; elsewhere
 * it is a fault.
 */
final class CheckoutRejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Response response;

    /** @param response a problem (RFC 9457) */
    CheckoutRejected(Response response) {
        super(null, null, false, false);
        this.response = response;
    }

    /** @param detail one sentence for whoever wrote the client */
    static CheckoutRejected of(int status, String detail) {
        return new CheckoutRejected(Problem.of(status, detail));
    }

    /** The answer of `checkout`; if it was declined, what that says. */
    static Response responseOf(Callable<Response> checkout) throws Exception {
        try {
            return checkout.call();
        } catch (CheckoutRejected declined) {
            return declined.response;
        }
    }
}
