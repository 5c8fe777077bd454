/** A backend has not responded as it should. The client gets a 502 or a 504 if no other backend can be asked. */
final class BackendFailure extends HttpException {

    private static final long serialVersionUID = 1;

    private final boolean sent;

    /**
     * @param status 502, or 504 if the backend was too slow
     * @param sent whether the backend may have got any of the request
     */
    BackendFailure(int status, String message, boolean sent) {
        super(status, message);
        this.sent = sent;
    }

    boolean sent() {
        return sent;
    }
}
