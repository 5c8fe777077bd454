///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../06-handler/lab06.java
//SOURCES [!.]*.java

// Lab 07, drain: responses leave as fast as the client reads them, and the connection goes on with the next request.
// This script is the table of contents; the page is docs/pages/lab07.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab07", args, this::run);
}

void run(Flags flags) throws Exception {
    Application.flags(flags)
            .withNumber("workers", 10_000, 1, 10_000,
                    "how many connections are served at the same time, each by a virtual thread");
    Application application = new Application(flags, Application.routes(flags));
    Server.run(flags, new BlockingEngine(application::connect, application.clock()));
}
