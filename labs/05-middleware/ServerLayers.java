/**
 * The layers around the router. The guards are around single routes: see {@link MemberRoutes}. Used until lab 06. Page:
 * docs/pages/lab05.adoc.
 */
record ServerLayers(Middleware authentication, Middleware cors, Middleware errors, Middleware logging,
        Middleware rateLimit, Middleware requestId) {

    /**
     * Returns the layers, the outermost first. Whatever creates a response, it has an id and a line in the log, and a
     * page from an allowed origin can read it. The limit of a known client follows it from address to address.
     */
    // task onion
    Middleware[] inOrder() {
        Todo.report("onion");
        return new Middleware[] {authentication, cors, errors, logging, rateLimit, requestId};
    }
}
