// Given: nothing in this file is for you to write.
/** Thrown to end a request with an error response: `status` (RFC 9110 §15), with the message as its content. */
class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param message one line, for the author of the client */
    HttpException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
