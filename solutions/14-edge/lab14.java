///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//COMPILE_OPTIONS -XDignore.symbol.file
//DEPS com.h2database:h2:2.5.252
//DEPS org.postgresql:postgresql:42.7.13
//DEPS org.checkerframework:checker-qual:3.55.1
//SOURCES ../13-failure/lab13.java
//SOURCES [!.]*.java

// Lab 14, the edge: what stands in front of other servers.
// This script is the table of contents; the page is docs/pages/lab14.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab14", args, commandLine -> run(args));
}

void run(String[] args) throws Exception {
    if (Engines.isChild(args)) {
        Flags flags = load(args).flags();
        Engines.runApplication(flags, args, () -> EdgeServer.inChild(flags), http -> TlsPort.around(http, flags));
        return;
    }
    Lifecycle life = new Lifecycle(StopSignals.install());
    life.enter(ServerPhase.CONFIGURE);
    Configuration configuration = load(args);
    if (configuration.flags().isOn("print-config")) {
        configuration.lines().forEach(IO::println);
        return;
    }
    int code = life.run(new EdgeServer(configuration.flags(), args, life));
    IO.println("stopped");
    System.exit(code);
}

Configuration load(String[] args) {
    return Configuration.load(EdgeFlags::flags, args, System.getenv());
}
