///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//COMPILE_OPTIONS -XDignore.symbol.file
//DEPS com.h2database:h2:2.5.252
//DEPS org.postgresql:postgresql:42.7.13
//DEPS org.checkerframework:checker-qual:3.55.1
//SOURCES ../10-database/lab10.java
//SOURCES [!.]*.java

// Lab 11, shutdown: the server reads its settings, starts in order, and ends without failing a request.
// This script is the table of contents; the page is docs/pages/lab11.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab11", args, commandLine -> run(args));
}

void run(String[] args) throws Exception {
    if (Engines.isChild(args)) {
        Flags flags = load(args).flags();
        Engines.run(flags, args, () -> DatabaseRoutes.all(flags, DatabaseRoutes.openPool(flags)));
        return;
    }
    Lifecycle life = new Lifecycle(StopSignals.install());
    life.enter(ServerPhase.CONFIGURE);
    Configuration configuration = load(args);
    if (configuration.flags().isOn("print-config")) {
        configuration.lines().forEach(IO::println);
        return;
    }
    int code = life.run(new Shop(configuration.flags(), args, life));
    IO.println("stopped");
    System.exit(code);
}

Configuration load(String[] args) {
    return Configuration.load(Shop::flags, args, System.getenv());
}
