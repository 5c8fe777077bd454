///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../07-drain/lab07.java
//SOURCES [!.]*.java

// Lab 08, concurrency: six engines under one server. They differ in who waits for the clients.
// This script is the table of contents; the page is docs/pages/lab08.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab08", args, flags -> run(flags, args));
}

void run(Flags flags, String[] args) throws Exception {
    SharedRoutes.flags(Engines.flags(Application.flags(flags)));
    Engines.run(flags, args, () -> {
        List<Route> routes = Application.routes(flags);
        routes.addAll(SharedRoutes.routes(flags));
        return routes;
    });
}
