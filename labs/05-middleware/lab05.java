///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../04-router/lab04.java
//SOURCES *.java

// Lab 05, middleware: what holds for many routes stands around them in layers, and each layer does one thing.
// This script is the table of contents; the page is docs/pages/lab05.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab05", args, this::run);
}

void run(Flags flags) throws Exception {
    Cors.flags(MemberRoutes.flags(BlockingConnection.flags(flags)));
    Handler server = MiddlewareChain.wrap(new Router(MemberRoutes.routes()),          // From outside to inside:
            new RequestId(),                                        // all that follows can name the request
            new Logging(Server.log(flags), System::nanoTime),    // a line for every answer
            Cors.of(flags.all("origin")),                           // a page can read every answer, also those below
            new ErrorHandling(),                                           // from here on outwards there is an answer,
                                                                           // always
            new Authentication(BearerTokens.of(flags.all("token"))),      // who is it? Everybody passes
            RateLimitFlags.layer(flags, System::nanoTime));              // how often: by name, so it has to be known
                                                                         // before
    BlockingConnection.run(flags, new HandlerResponder(server));
}
