package grader.conformance.peers.known;

import grader.core.course.Course;
import java.nio.file.Path;
import java.util.Locale;

/** A server that lab 07's is held beside, as it is set up in grader/conformance/peers/. */
public enum KnownServer {

    JDK("JDK"),                 // its com.sun.net.httpserver, a virtual thread a request
    JETTY("Jetty"),             // handlers on virtual threads
    TOMCAT("Tomcat"),           // with the 200 threads that it has by itself
    UNDERTOW("Undertow"),       // handlers on its loops, as those of the next but Helidon
    HELIDON("Helidon SE"),      // a virtual thread a connection
    NETTY("Netty"),
    VERTX("Vert.x"),
    MICROHTTP("microhttp"),
    JAVAHTTP("java-http"),      // a virtual thread a connection
    NGINX("nginx");             // serves files

    /** How it calls itself. */
    public final String title;

    KnownServer(String title) {
        this.title = title;
    }

    /** What starts it, as one from the course's root. */
    public String file() {
        return "grader/conformance/peers/" + this + (this == NGINX ? ".sh" : ".java");
    }

    public Path path() {
        return Course.here().root().resolve(file());
    }

    /** Its main class, where it is in Java. */
    public String main() {
        return "grader.conformance.peers." + this;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
