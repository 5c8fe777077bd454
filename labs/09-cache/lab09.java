///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../08-concurrency/lab08.java
//SOURCES *.java

// Lab 09, cache: what was loaded is not loaded again, and what the client has is not sent again.
// This script is the table of contents; the page is docs/pages/lab09.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab09", args, flags -> run(flags, args));
}

void run(Flags flags, String[] args) throws Exception {
    FileRoutes.flags(CatalogRoutes.flags(SharedRoutes.flags(Engines.flags(Application.flags(flags)))));
    Engines.run(flags, args, () -> {
        CatalogRoutes catalog = CatalogRoutes.from(flags);
        List<Route> routes = Application.routes(flags);
        routes.addAll(SharedRoutes.routes(flags));
        routes.addAll(catalog.reads());
        routes.addAll(FileRoutes.routes(flags));
        List<Route> all = new ArrayList<>(MiddlewareChain.wrap(routes,      // From outside to inside:
                new Ranges(),                   // only a part of the content, if the client asks for one
                new ConditionalRequests(),      // no content, if the client has it already
                new Compression()));            // the content in fewer bytes, if the client can decode them
        all.addAll(catalog.writes());           // They evaluate conditions on their own.
        return all;
    });
}
