///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS com.fasterxml.jackson.core:jackson-databind:2.20.1
//SOURCES ../04-router/lab04.java
//SOURCES *.java

// Lab 06, handler: a checkout. Validate, user, price, rules, order.
// This script is the table of contents; the page is docs/pages/lab06.adoc.

void main(String[] args) throws Exception {
    Script.run("lab06", args, this::run);
}

void run(Flags flags) throws Exception {
    Conversation.flags(flags);
    Shop.flags(flags);
    AccessLog log = FrontDoor.log(flags);
    Router router = new Router(Shop.routes(flags));
    Handler logged = request -> {
        log.line(request.head().method() + " " + request.head().text());
        return router.handle(request);
    };
    Conversation.open(flags, new HandlerAnswers(logged));
}
