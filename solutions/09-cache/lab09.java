///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../08-concurrency/lab08.java
//SOURCES [!.]*.java

// Lab 09, cache: what was loaded is not loaded again, and what the client has is not sent again.
// This script is the table of contents; the page is docs/pages/lab09.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab09", args, flags -> run(flags, args));
}

void run(Flags flags, String[] args) throws Exception {
    CachingRoutes.flags(Engines.flags(Application.flags(flags)));
    Engines.run(flags, args, () -> CachingRoutes.routes(flags, Application.routes(flags)));
}
