// Given: nothing in this file is for you to write.
/**
 * A response that waits to be written.
 *
 * @param request the context of its request, which learns how the response ends
 * @param headOnly whether its request was HEAD; the response then has the same head as for GET, and no content (RFC
 *        9110 §9.3.2)
 * @param connection the value of `Connection`; null if there is no such field
 */
record Outgoing(RequestContext request, Response response, BodyFraming framing, boolean headOnly, String connection) {

    /** Drops this response: none of it is sent. */
    void abandon(Outcome.Cause cause) {
        request.ended(new Outcome(0, cause));
        response.close();
    }
}
