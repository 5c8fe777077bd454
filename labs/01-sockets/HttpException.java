// Given: nothing in this file is for you to write.
/** A refusal: the request is answered with `status` (RFC 9110 §15), and the message as its body. */
class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    /** @param message one line, for whoever wrote the client */
    HttpException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
