///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../02-accept-queue/lab02.java
//SOURCES [!.]*.java

// Lab 03, parser: bytes become requests, however they are split, and anything wrong with them is rejected.
// This script is the table of contents; the page is docs/pages/lab03.adoc.

void main(String[] args) throws Exception {
    Launcher.run("lab03", args, this::run);
}

void run(Flags flags) throws Exception {
    BlockingConnection.flags(flags);
    BlockingConnection.run(flags, new RequestEcho(Server.log(flags)));
}
