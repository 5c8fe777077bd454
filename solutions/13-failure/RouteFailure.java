/** A failure of the handler of one route, as a layer around it. */
interface RouteFailure extends Failure, Middleware {

    /** Returns the route, such as `GET /json`. */
    String route();
}
