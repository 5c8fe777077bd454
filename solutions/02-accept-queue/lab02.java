///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../01-sockets/lab01.java
//SOURCES [!.]*.java

// Lab 02, accept queue: one thread accepts, a few serve, and the queue between them is bounded.
// This script is the table of contents; the page is docs/pages/lab02.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab02", args, this::run);
}

void run(Flags flags) throws Exception {
    Server.flags(flags)
            .withNumber("read-timeout", 5000, 1, Integer.MAX_VALUE, "how long a request head may take, in milliseconds")
            .withNumber("hold", 0, 0, Integer.MAX_VALUE,
                    "how long each request is held before its response, in milliseconds: to see queues");
    RequestLineEcho echo = new RequestLineEcho(flags.number("read-timeout"), Server.log(flags));
    int hold = flags.number("hold");
    Server.run(flags, WorkerPool.engine(connection -> serve(connection, echo, hold)));
}

/** Serves one connection on a worker thread: reads a head, logs it, holds it, sends the response, and closes. */
void serve(Socket connection, RequestLineEcho echo, int hold) throws IOException, InterruptedException {
    try {
        byte[] response = echo.respond(connection);
        Thread.sleep(hold);
        connection.getOutputStream().write(response);
    } finally {
        Sockets.lingerAndClose(connection);
    }
}
