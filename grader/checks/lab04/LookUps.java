package grader.checks.lab04;

import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server with a given number of routes that share prefixes, and requests for the last of them. */
final class LookUps {

    /** How many requests go out on one connection, one right after another (RFC 9112 §9.3.2). */
    private static final int BATCH = 100;

    private final Rig rig;
    private final Server server;
    private final int size;
    private final List<String> prefixes;
    private final String parameter;
    private final Random random;

    private LookUps(Rig rig, int size) {
        String common = rig.word();
        this.rig = rig;
        this.size = size;
        this.prefixes = Stream.generate(rig::word)
                .distinct()
                .limit(2)
                .map(word -> "/" + common + "/" + word + "/" + common)
                .toList();
        this.parameter = rig.word();
        this.random = new Random(rig.random().nextLong());
        this.server = server(rig);
    }

    private Server server(Rig rig) {
        String file = rig.file(IntStream.range(0, size).mapToObj(i -> route(i) + "\n").collect(Collectors.joining()));
        try {
            return rig.start("--access-log", "off", "--routes", file);
        } catch (CheckFailed failed) {
            throw rig.failure("a file of " + size + " routes: " + failed.getMessage());
        }
    }

    static LookUps start(Rig rig, int size) {
        return new LookUps(rig, size);
    }

    private String route(int i) {
        return "GET " + path(i) + "/{" + parameter + "}";
    }

    /** Each prefix has half of them. */
    private String path(int i) {
        return prefixes.get(i % 2) + String.format(Locale.ROOT, "%05d", i);
    }

    private String target(int i) {
        return path(i) + "/" + i;
    }

    /** Route `i` is found. */
    void expectRoute(int i) {
        rig.each(route(i), () -> rig.rest(server)
                .when()
                .get(target(i))
                .then()
                .statusCode(200)
                .body(new Routed(route(i), List.of(parameter + ": " + i))));
    }

    /** The CPU time that the server's process has used so far, in nanoseconds. */
    long cpu() {
        return server.cpu()
                .orElseThrow(() -> rig.skip("this system does not report the CPU time of a process"))
                .toNanos();
    }

    /** Sends some requests at once, so that little is left of their cost but the lookups; returns how many. */
    int batch() {
        try (Client client = server.connect()) {
            // the last tenth: a slow lookup compares all routes before it
            client.send(random.ints(BATCH, size - size / 10, size)
                    .mapToObj(i -> "GET " + target(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .collect(Collectors.joining()));
            for (int i = 0; i < BATCH; i++) {
                client.answer().expectStatus(200);
            }
        }
        return BATCH;
    }
}
