///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../04-router/lab04.java
//SOURCES [!.]*.java

// Lab 05, middleware: what applies to many routes goes into layers around them, and each layer does one thing.
// This script is the table of contents; the page is docs/pages/lab05.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab05", args, this::run);
}

void run(Flags flags) throws Exception {
    Cors.flags(MemberRoutes.flags(BlockingConnection.flags(flags)));
    ServerLayers layers = new ServerLayers(
            new Authentication(BearerTokens.of(flags.all("token"))),
            Cors.of(flags.all("origin")),
            new ErrorHandling(),
            new Logging(Server.log(flags), System::nanoTime),
            RateLimitFlags.middleware(flags, System::nanoTime),
            new RequestId());
    Handler server = MiddlewareChain.wrap(new Router(MemberRoutes.routes()), layers.inOrder());
    BlockingConnection.run(flags, new HandlerResponder(server));
}
