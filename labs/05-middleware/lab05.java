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
    Handler server = MiddlewareChain.wrap(new Router(MemberRoutes.routes()),          // From outside to inside:
            new RequestId(),                                        // all inner layers can refer to the request
            new Logging(Server.log(flags), System::nanoTime),    // one line per response
            Cors.of(flags.all("origin")),                           // a page can read all responses, also those below
            new ErrorHandling(),                                           // further out there is always a response
            new Authentication(BearerTokens.of(flags.all("token"))),      // who is the client? Every request passes
            RateLimitFlags.middleware(flags, System::nanoTime));              // how often? By name, so the name comes
                                                                              // first
    BlockingConnection.run(flags, new HandlerResponder(server));
}
