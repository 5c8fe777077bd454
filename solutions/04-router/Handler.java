/** Turns a request into a response. A router is a handler, and each route leads to one. */
interface Handler {

    /**
     * @throws HttpException to reject the request
     * @throws Exception if something goes wrong that is not the client's fault
     */
    Response handle(Request request) throws Exception;
}
