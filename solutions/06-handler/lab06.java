///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS com.fasterxml.jackson.core:jackson-databind:2.20.1
//SOURCES ../05-middleware/lab05.java
//SOURCES [!.]*.java

// Lab 06, handler: a checkout takes an order, or says why it does not.
// This script is the table of contents; the page is docs/pages/lab06.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab06", args, this::run);
}

void run(Flags flags) throws Exception {
    Cors.flags(MemberRoutes.flags(ShopRoutes.flags(BlockingConnection.flags(flags))));
    List<Route> routes = new ArrayList<>(ShopRoutes.routes(flags));
    routes.addAll(MemberRoutes.routes(flags));
    Handler server = MiddlewareChain.wrap(MemberRoutes.withMiddleware(new Router(routes), flags),
            new RequestId(),
            new Logging(Server.log(flags), System::nanoTime),
            Cors.of(flags.all("origin")),
            new ErrorHandling());
    BlockingConnection.run(flags, new HandlerResponder(server));
}
