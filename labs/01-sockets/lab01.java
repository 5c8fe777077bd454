///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES [!.]*.java

// Lab 01, sockets: a server that listens, accepts, responds, closes, and stops.
// This script is the table of contents; the page is docs/pages/lab01.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab01", args, this::run);
}

void run(Flags flags) throws Exception {
    flags.with("host", "127.0.0.1", "the address to listen on")
            .withNumber("port", 8080, 0, 65_535, "the port to listen on; 0 picks a free one")
            .with("access-log", "-", "where to write one line per request: a file, - (standard output) or off")
            .withNumber("read-timeout", 5000, 1, Integer.MAX_VALUE,
                    "how long a request head may take, in milliseconds");
    RequestLineEcho echo =
            new RequestLineEcho(flags.number("read-timeout"),
                    AccessLog.to(flags.text("access-log")));
    Listener listener = Listener.bind(Sockets.open(), flags.text("host"), flags.number("port"), 50);
    Launcher.onShutdown(listener::stop);
    IO.println("lab01 listening on " + listener.url());
    listener.acceptLoop(connection -> serve(connection, echo));
}

/** Serves one connection: reads a head, logs it, responds, and closes. */
void serve(Socket connection, RequestLineEcho echo) throws IOException {
    try {
        connection.getOutputStream().write(echo.respond(connection));
    } finally {
        Sockets.lingerAndClose(connection);
    }
}
