///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../06-handler/lab06.java
//SOURCES *.java

// Lab 07, drain: answers leave as fast as the client reads them, and the connection goes on with the next request.
// This script is the table of contents; the page is docs/pages/lab07.adoc.

void main(String[] args) throws Exception {
    Script.run("lab07", args, this::run);
}

void run(Flags flags) throws Exception {
    Cors.flags(Club.flags(Shop.flags(Limits.flags(FrontDoor.flags(flags)))))
            .with("workers", "10000", "how many connections are served at the same time, each by a virtual thread");
    List<Route> routes = new ArrayList<>(Samples.routes());
    routes.addAll(Shop.routes(flags));
    routes.addAll(Club.routes(flags));
    LastResort server = new LastResort(Onion.wrap(Club.around(new Router(Conditions.on(routes)), flags),
            new RequestId(),
            new Logging(FrontDoor.log(flags), System::nanoTime),
            Cors.of(flags.all("origin")),
            new Errors(),
            new PlainOnly()));
    Limits limits = Limits.from(flags);
    Clock clock = new SystemClock();
    Buffers buffers = new Buffers(Runtime.getRuntime().maxMemory() / 4);
    FrontDoor.open(flags,
            new BlockingEngine(client -> new HttpConnection(client, server, limits, clock, buffers), clock));
}
