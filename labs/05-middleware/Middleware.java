// Given: nothing in this file is for you to write.
/**
 * One layer of the onion: it sees a request on its way in, and the response on its way out.
 *
 * <p>A layer may pass the request on, pass on a different request, change the response, or respond on its own. If it
 * responds on its own, nothing further in sees the request.
 */
interface Middleware {

    /** @param next everything further in */
    Response handle(Request request, Handler next) throws Exception;
}
