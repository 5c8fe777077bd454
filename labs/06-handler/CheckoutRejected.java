// Given: nothing in this file is for you to write.
import java.util.concurrent.Callable;

/**
 * Thrown to reject an order, with the response for the client. It ends the checkout wherever it is thrown. Outside a
 * checkout it is a fault.
 */
final class CheckoutRejected extends HttpException {

    private static final long serialVersionUID = 1;

    private final transient Response response;

    /** @param response a problem (RFC 9457) */
    CheckoutRejected(Response response) {
        super(response.status(), "the order is rejected");
        this.response = response;
    }

    /** @param detail one sentence for the developer of the client */
    static CheckoutRejected of(int status, String detail) {
        return new CheckoutRejected(Problem.of(status, detail));
    }

    /** Returns the response of `checkout`, or of the rejection that it threw. */
    static Response responseOf(Callable<Response> checkout) throws Exception {
        try {
            return checkout.call();
        } catch (CheckoutRejected declined) {
            return declined.response;
        }
    }
}
