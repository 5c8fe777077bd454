package grader.bench.server;

import grader.bench.load.Scenario;
import grader.course.Course;
import grader.peers.known.KnownServer;
import java.nio.file.Path;
import java.util.Optional;

/** A server that takes part: lab 07's, or one of {@link KnownServer}. */
public enum Contender {

    REFERENCE("the reference of lab 07", "solutions/07-drain/lab07.java"),
    MINE("your lab 07", "labs/07-drain/lab07.java"),
    JDK, JETTY, TOMCAT, UNDERTOW, HELIDON, NETTY, VERTX, MICROHTTP, JAVAHTTP, NGINX;

    /** The number of the lab that takes part. */
    static final int LAB = 7;

    final String title;
    private final String file;
    final String main;

    Contender(String title, String file) {
        this.title = title;
        this.file = file;
        this.main = "lab07";
    }

    Contender() {
        KnownServer known = KnownServer.valueOf(name());
        this.title = known.title;
        this.file = known.file();
        this.main = known.main();
    }

    Path path() {
        return Course.here().root().resolve(file);
    }

    /** Why it has no part in a scenario, although its responses would be right. */
    Optional<String> stranger(Scenario scenario) {
        return this == NGINX && scenario == Scenario.S5
                ? Optional.of("it makes no content of content: it asks itself for it")
                : Optional.empty();
    }

    boolean isLab() {
        return this == REFERENCE || this == MINE;
    }

    @Override
    public String toString() {
        return name().toLowerCase();
    }
}
