package grader.bench.server;

import grader.lab.Course;
import java.nio.file.Path;
import java.util.Optional;

/** A server that takes part. */
public enum Contender {

    REFERENCE("the reference of lab 07", "solutions/07-drain/lab07.java", "lab07"),
    MINE("your lab 07", "labs/07-drain/lab07.java", "lab07"),
    JDK("the JDK's com.sun.net.httpserver, a virtual thread a request"),
    JETTY("Jetty, handlers on virtual threads"),
    TOMCAT("Tomcat, with the 200 threads that it has by itself"),
    UNDERTOW("Undertow, handlers on its loops"),
    HELIDON("Helidon SE, a virtual thread a connection"),
    NETTY("Netty, handlers on its loops"),
    VERTX("Vert.x, handlers on its loops"),
    MICROHTTP("microhttp, handlers on its loops"),
    JAVAHTTP("java-http, a virtual thread a connection"),
    NGINX("nginx, which serves files", "grader/peers/nginx.conf", "");

    /** The number of the lab that takes part. */
    static final int LAB = 7;

    final String title;
    private final String file;
    final String main;

    Contender(String title, String file, String main) {
        this.title = title;
        this.file = file;
        this.main = main;
    }

    Contender(String title) {
        this.title = title;
        this.file = "grader/peers/" + name().toLowerCase() + ".java";
        this.main = "grader.peers." + name().toLowerCase();
    }

    Path path() {
        return Course.here().root().resolve(file);
    }

    /** Why it has no part in a scenario, although its answers would be right. */
    Optional<String> stranger(Scenario scenario) {
        return this == NGINX && scenario == Scenario.S5 ? Optional.of("it makes no content of content: it asks itself for it") : Optional.empty();
    }

    boolean isLab() {
        return this == REFERENCE || this == MINE;
    }

    @Override
    public String toString() {
        return name().toLowerCase();
    }
}
