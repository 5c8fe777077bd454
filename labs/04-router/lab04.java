///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../03-parser/lab03.java
//SOURCES [!.]*.java

// Lab 04, router: finds the one handler for a method and a path.
// This script is the table of contents; the page is docs/pages/lab04.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab04", args, this::run);
}

void run(Flags flags) throws Exception {
    RouteFlags.flags(BlockingConnection.flags(flags));
    Router router = new Router(RouteFlags.of(flags));
    AccessLog log = Server.log(flags);
    Handler logged = request -> {
        log.write(request.head().method() + " " + request.head().rawTarget());
        return router.handle(request);
    };
    BlockingConnection.run(flags, new HandlerResponder(logged));
}
