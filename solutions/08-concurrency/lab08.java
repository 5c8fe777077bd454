///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../07-drain/lab07.java
//SOURCES *.java

// Lab 08, concurrency: six engines under one server. They differ in who waits for the clients.
// This script is the table of contents; the page is docs/pages/lab08.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab08", args, flags -> run(flags, args));
}

void run(Flags flags, String[] args) throws Exception {
    Engines.flags(SharedRoutes.flags(Application.flags(flags)))
            .withNumber("workers", 10_000, 1, 1_000_000, "how many connections are served at the same time");
    Engines engine = Engines.of(flags.text("engine"));
    InputStream in = System.in;
    OutputStream out = System.out;
    if (engine == Engines.STDIO) {
        System.setOut(System.err);      // Standard output is the client's.
    }
    Application application = new Application(flags, SharedRoutes.routes(flags));
    if (engine == Engines.STDIO) {
        InetAddress client = InetAddress.getByName(System.getenv(ProcessPerConnection.REMOTE_ADDR));
        new StdioConnection(application.connect(client), application.clock(), in, out).run();
    } else {
        Server.run(flags, engine.create(application::connect, application.clock(), flags, args));
    }
}
