///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES *.java

// Lab 01, sockets: a server that listens, accepts, answers, closes, and stops.
// This script is the table of contents; the page is docs/pages/lab01.adoc.

void main(String[] args) throws Exception {
    try {
        Flags flags = Flags.of("lab01", args)
                .with("host", "127.0.0.1", "the address to listen on")
                .with("port", "8080", "the port to listen on; 0 picks a free one")
                .with("access-log", "-", "where a line a request goes: a file, - (standard output) or off")
                .with("read-timeout", "5000", "how long a request head may take, in milliseconds");
        run(flags);
    } catch (UsageError error) {
        System.err.println("lab01: " + error.getMessage());
        System.exit(2);
    } catch (Todo todo) {
        todo.say();
        System.exit(1);
    }
}

void run(Flags flags) throws Exception {
    int readTimeout = flags.number("read-timeout", 1, Integer.MAX_VALUE);
    AccessLog log = AccessLog.to(flags.text("access-log"));
    Listener listener = Listener.bind(flags.text("host"), flags.number("port", 0, 65535));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Todo.tolerate(listener::stop)));
    IO.println("lab01 listening on " + listener.url());
    try {
        listener.acceptLoop(connection -> serve(connection, readTimeout, log));
    } catch (Todo todo) {
        todo.say();                          // Until the loop is written, clients wait in the kernel's queue.
        Thread.currentThread().join();       // Keep the port, so that they can be seen there.
    }
}

/** The trip of one connection: read a head, log it, answer it, hang up. */
void serve(Socket connection, int readTimeout, AccessLog log) throws IOException {
    try {
        connection.getOutputStream().write(answer(connection, readTimeout, log));
    } finally {
        Todo.tolerate(() -> Sockets.hangUp(connection));
    }
}

/** The answer to the request that comes in on `connection`; where a task is not written yet, one that names it. */
byte[] answer(Socket connection, int readTimeout, AccessLog log) throws IOException {
    try {
        return mirrorOrRefusal(connection, readTimeout, log);
    } catch (Todo todo) {
        return todo.answer();
    }
}

byte[] mirrorOrRefusal(Socket connection, int readTimeout, AccessLog log) throws IOException {
    try {
        Head head = HeadReader.read(connection, readTimeout);
        log.line(head.method() + " " + head.target());
        return Reply.to(head.method(), 200, "OK", head.mirror());
    } catch (HttpError refusal) {       // The method of a head that was not understood is unknown: as for a GET, then.
        return Reply.to("GET", refusal.status(), refusal.reason(), refusal.getMessage() + "\n");
    }
}
