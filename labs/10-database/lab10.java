///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS com.h2database:h2:2.5.252
//DEPS org.postgresql:postgresql:42.7.13
//DEPS org.checkerframework:checker-qual:3.55.1
//SOURCES ../09-cache/lab09.java
//SOURCES [!.]*.java

// Lab 10, database: orders outlive the server, and each request borrows a connection instead of opening one.
// This script is the table of contents; the page is docs/pages/lab10.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab10", args, flags -> run(flags, args));
}

void run(Flags flags, String[] args) throws Exception {
    DatabaseRoutes.flags(CachingRoutes.flags(Engines.flags(Application.flags(flags))));
    Engines.run(flags, args, () -> DatabaseRoutes.all(flags, DatabaseRoutes.openPool(flags)));
}
