// Given: nothing in this file is for you to write.
/** Turns a request into a response. A router is one, and so is what is at the end of a route. */
interface Handler {

    /**
     * @throws HttpError to refuse the request
     * @throws Exception if something went wrong that is not the client's fault
     */
    Response handle(Request request) throws Exception;
}
