// Given: nothing in this file is for you to write.
/** Thrown to end a request with an error response: `status` (RFC 9110 §15), with the message as its content. */
class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final int retryAfter;       // seconds; 0 if that is unknown

    /** @param message one line, for the author of the client */
    HttpException(int status, String message) {
        this(status, message, 0);
    }

    /** @param retryAfter after how many seconds another try may succeed; 0 if that is unknown */
    HttpException(int status, String message, int retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    /** Returns the value of `Retry-After` (RFC 9110 §10.2.3), in seconds; 0 if there is none. */
    int retryAfter() {
        return retryAfter;
    }
}
