///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../02-accept-queue/lab02.java
//SOURCES *.java

// Lab 03, parser: bytes become requests, however they are cut, and whatever is wrong with them is refused.
// This script is the table of contents; the page is docs/pages/lab03.adoc.

void main(String[] args) throws Exception {
    Script.run("lab03", args, this::run);
}

void run(Flags flags) throws Exception {
    FrontDoor.flags(flags)
            .with("read-timeout", "5000", "how long a connection may be silent, in milliseconds")
            .with("max-body", "1048576", "how many bytes of content a request may have");
    int readTimeout = flags.number("read-timeout", 1, Integer.MAX_VALUE);
    int maxBody = flags.number("max-body", 0, Integer.MAX_VALUE);
    AccessLog log = FrontDoor.log(flags);
    FrontDoor.open(flags, connection -> new Conversation(connection, readTimeout, maxBody, log).run());
}
