/** A refusal: the request is answered with `status` and `reason` (RFC 9110 §15), and the message as its body. Given. */
final class HttpError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;

    HttpError(int status, String reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
