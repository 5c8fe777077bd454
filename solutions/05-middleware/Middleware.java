/**
 * One layer of the onion: it sees a request on its way in, and the response on its way out.
 *
 * <p>It may pass the request on, pass on another one, change the response, or answer by itself, and then nobody further
 * in hears of the request.
 */
interface Middleware {

    /** @param next all that is further in */
    Response handle(Request request, Handler next) throws Exception;
}
