///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../01-sockets/lab01.java
//SOURCES *.java

// Lab 02, accept queue: one thread accepts, a few work, and what is between them has a limit.
// This script is the table of contents; the page is docs/pages/lab02.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab02", args, this::run);
}

void run(Flags flags) throws Exception {
    Server.flags(flags)
            .withNumber("read-timeout", 5000, 1, Integer.MAX_VALUE, "how long a request head may take, in milliseconds")
            .withNumber("hold", 0, 0, Integer.MAX_VALUE,
                    "how long each request is held before its answer, in milliseconds: to see queues");
    RequestLineEcho echo = new RequestLineEcho(flags.number("read-timeout"), Server.log(flags));
    int hold = flags.number("hold");
    Server.run(flags, connection -> serve(connection, echo, hold));
}

/** The trip of one connection, on a worker's thread: read a head, log it, hold it, answer it, hang up. */
void serve(Socket connection, RequestLineEcho echo, int hold) throws IOException, InterruptedException {
    try {
        byte[] response = echo.respond(connection);
        Thread.sleep(hold);
        connection.getOutputStream().write(response);
    } finally {
        Sockets.lingerAndClose(connection);
    }
}
