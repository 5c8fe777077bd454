///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../06-handler/lab06.java
//SOURCES *.java

// Lab 07, drain: responses leave as fast as the client reads them, and the connection goes on with the next request.
// This script is the table of contents; the page is docs/pages/lab07.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab07", args, this::run);
}

void run(Flags flags) throws Exception {
    Cors.flags(MemberRoutes.flags(ShopRoutes.flags(ConnectionLimits.flags(Server.flags(flags)))))
            .withNumber("workers", 10_000, 1, 10_000,
                    "how many connections are served at the same time, each by a virtual thread");
    List<Route> routes = new ArrayList<>(DemoRoutes.routes());
    routes.addAll(ShopRoutes.routes(flags));
    routes.addAll(MemberRoutes.routes(flags));
    AccessLog log = Server.log(flags);
    ExceptionBoundary server = new ExceptionBoundary(
            MiddlewareChain.wrap(MemberRoutes.withMiddleware(new Router(ConditionalRequests.wrap(routes)), flags),
                    new RequestId(),
                    new Logging(log, System::nanoTime),
                    Cors.of(flags.all("origin")),
                    new ErrorHandling(),
                    new RejectHttps()));
    ConnectionLimits limits = ConnectionLimits.from(flags);
    Clock clock = new SystemClock(!log.isOff());
    BufferPool buffers = new BufferPool(Runtime.getRuntime().maxMemory() / 4);
    Server.run(flags,
            new BlockingEngine(client -> new HttpConnection(client, server, limits, clock, buffers), clock));
}
