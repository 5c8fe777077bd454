///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../07-drain/lab07.java
//SOURCES *.java

// Lab 08, concurrency: six engines under one server. They differ in who waits for the clients.
// This script is the table of contents; the page is docs/pages/lab08.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab08", args, flags -> run(flags, args));
}

void run(Flags flags, String[] args) throws Exception {
    Engines.flags(SharedRoutes.flags(
            Cors.flags(MemberRoutes.flags(ShopRoutes.flags(ConnectionLimits.flags(Server.flags(flags)))))))
            .withNumber("workers", 10_000, 1, 1_000_000, "how many connections are served at the same time");
    Engines engine = Engines.of(flags.text("engine"));
    InputStream in = System.in;
    OutputStream out = System.out;
    if (engine == Engines.STDIO) {
        System.setOut(System.err);      // Standard output is the client's.
    }
    List<Route> routes = new ArrayList<>(DemoRoutes.routes());
    routes.addAll(ShopRoutes.routes(flags));
    routes.addAll(MemberRoutes.routes(flags));
    routes.addAll(SharedRoutes.routes(flags));
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
    Function<InetAddress, Protocol> protocols =
            client -> new HttpConnection(client, server, limits, clock, buffers);
    if (engine == Engines.STDIO) {
        new StdioConnection(protocols.apply(InetAddress.getByName(System.getenv(ProcessPerConnection.REMOTE_ADDR))),
                clock, in, out).run();
    } else {
        Server.run(flags, engine.create(protocols, clock, flags, args));
    }
}
