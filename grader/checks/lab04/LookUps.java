package grader.checks.lab04;

import grader.run.Rig;
import grader.run.Server;
import grader.wire.Client;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server with so many routes that begin alike, and requests for the later ones of them. */
final class LookUps {

    /** As many are sent on one connection. */
    private static final int BATCH = 100;

    private final Rig rig;
    private final Server server;
    private final int size;
    private final String prefix;
    private final String parameter;
    private final Random random;

    private LookUps(Rig rig, int size) {
        List<String> words = List.of(rig.word(), rig.word(), rig.word());
        this.rig = rig;
        this.size = size;
        this.prefix = "/" + words.getFirst() + "/" + words.get(1);
        this.parameter = words.getLast();
        this.random = new Random(rig.random().nextLong());
        this.server = rig.start("--access-log", "off", "--routes", rig.file(IntStream.range(0, size).mapToObj(i -> route(i) + "\n")
                .collect(Collectors.joining())));
    }

    static LookUps start(Rig rig, int size) {
        return new LookUps(rig, size);
    }

    private String route(int i) {
        return "GET " + prefix + number(i) + "/{" + parameter + "}";
    }

    private static String number(int i) {
        return "%05d".formatted(i);
    }

    private String request(int i) {
        return "GET " + prefix + number(i) + "/" + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** Route `i` is found. */
    void expectRoute(int i) {
        rig.each(route(i), () -> {
            try (Client client = server.connect()) {
                Routed.expect(client.send(request(i)).answer(), route(i), List.of(parameter + ": " + i));
            }
        });
    }

    /** The CPU time that the server's process has used so far, in nanoseconds. */
    long cpu() {
        return server.cpu().orElseThrow(() -> rig.skip("this system does not tell the CPU time of a process")).toNanos();
    }

    /** Some requests, one after another, on one connection; tells how many. */
    int batch() {
        try (Client client = server.connect()) {
            for (int i = 0; i < BATCH; i++) {
                // the last tenth: so many routes may be compared before
                client.send(request(size - 1 - random.nextInt(size / 10))).answer().expectStatus(200);
            }
        }
        return BATCH;
    }
}
