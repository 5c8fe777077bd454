/**
 * What stands in front of other servers: finds the pool of backends for a request, and returns what one of them
 * responds. It takes the place of the router, so all layers of this server are around it. Page: docs/pages/lab14.adoc.
 *
 * @param tunnels whether a connection may go on with another protocol than HTTP
 */
record Edge(EdgeRoutes routes, BackendPools pools, Via via, ConnectProxy connect, Forwarder forwarder, EdgeCache cache,
        ResponseBuffers buffers, boolean tunnels) implements PassesOn {

    @Override
    public Response handle(Request request) throws Exception {
        request.context().reached(RequestStage.ROUTE);
        if (request.failure() != null) {
            throw request.failure();
        }
        try {
            boolean connects = request.head().method().equals("CONNECT");
            if (!tunnels && (connects || Upgrade.of(request) != null)) {
                throw new HttpException(501, "this server opens no tunnels with its engine");
            }
            return connects ? tunnel(request) : pass(request);
        } catch (InterruptedException late) {
            throw new HttpException(503, "the backend took too long");
        } finally {
            request.context().reached(RequestStage.SERIALIZE);
        }
    }

    private Response tunnel(Request request) throws Exception {
        request.context().reached(RequestStage.HANDLE);
        return connect.handle(request);
    }

    private Response pass(Request request) throws Exception {
        if (via.isLoop(request.head().fields())) {
            throw new HttpException(508, "this request has passed this server before");
        }
        if (MaxForwards.isOver(request.head())) {
            return request.head().method().equals("OPTIONS") ? Response.empty(204)
                    : Problem.of(501, "this server does not trace requests");
        }
        BackendPool pool = pools.get(routes.find(request.head()).pool());
        request.context().reached(RequestStage.HANDLE);
        return buffers.around(cache.handle(request, pool.name(),
                each -> Failover.send(each, pool, backend -> forwarder.forward(each, backend))));
    }
}
