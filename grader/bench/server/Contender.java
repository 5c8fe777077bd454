package grader.bench.server;

import grader.bench.load.Scenario;
import grader.conformance.peers.known.KnownServer;
import grader.core.course.Course;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that takes part: the reference with one of its engines, the learner's, or one of {@link KnownServer}. */
public enum Contender {

    /** Lab 08's reference, with the engine of this name. */
    THREAD, POOL, VIRTUAL, LOOP, HYBRID, PROCESS,
    /** Lab 07's reference, which has one engine. */
    LAB07("lab07"),
    /** Lab 11's reference with its access log, and those of lab 12 and 13 with all of their signals. */
    LAB11("lab11"), LAB12("lab12"), LAB13("lab13"),
    /** The learner's server, with the engine that everything is compared with. */
    MINE, JDK, JETTY, TOMCAT, UNDERTOW, HELIDON, NETTY, VERTX, MICROHTTP, JAVAHTTP, NGINX,
    /** Only in front of others. */
    HAPROXY,
    /** What is behind the proxies, asked directly. */
    BACKEND;

    private static final List<String> LOG = List.of("--access-log", "/dev/null", "--database",
            "jdbc:h2:mem:bench;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");

    private static final String ENGINES = "lab08";

    private final String lab;

    Contender() {
        this(ENGINES);
    }

    /** @param lab of which it is the reference */
    Contender(String lab) {
        this.lab = lab;
    }

    /** Whether it is a server of the course. */
    public boolean isLab() {
        return compareTo(MINE) <= 0;
    }

    /** Whether only `bench edge` has it. */
    boolean isForEdges() {
        return this == HAPROXY || this == BACKEND;
    }

    /** The number of its lab. */
    int lab() {
        return Integer.parseInt(lab.substring(3));
    }

    String main() {
        return isLab() ? lab : KnownServer.valueOf(name()).main();
    }

    /** What it is like: the learner's server is like `base`. */
    public Contender like(Contender base) {
        return this == MINE ? base : this;
    }

    /** What starts it: a script in `labs`, if it is a server of the course. */
    Path path(Path labs) {
        return isLab() ? labs.resolve(Course.here().lab(lab).folder()).resolve(lab + ".java")
                : KnownServer.valueOf(name()).path();
    }

    /** The flags that choose the engine. */
    public List<String> engine() {
        return lab.equals(ENGINES) ? List.of("--engine", toString()) : List.of();
    }

    /** The flags that choose what it tells about its requests. */
    List<String> signals() {
        return switch (this) {
            case LAB11 -> LOG;
            case LAB12, LAB13 -> Stream.concat(LOG.stream(),
                    Stream.of("--log-format", "json", "--server-timing", "on", "--admin-port", "0")).toList();
            default -> List.of("--access-log", "off");
        };
    }

    /** Why it has no part in a scenario, although its responses would be right. */
    Optional<String> stranger(Scenario scenario) {
        return Optional.ofNullable(switch (this) {
            case NGINX -> scenario == Scenario.S5 ? "it makes no content of content: it asks itself for it" : null;
            case LOOP -> scenario == Scenario.S8 ? "its handlers run in the loop, so all clients wait while one sleeps"
                    : null;
            case POOL -> scenario == Scenario.S7 || scenario == Scenario.S8
                    ? "it serves only as many connections as it has threads"
                    : null;
            case PROCESS -> "each of its connections is a JVM; bench engines measures it";
            default -> null;
        });
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
