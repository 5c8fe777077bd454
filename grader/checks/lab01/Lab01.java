package grader.checks.lab01;

import grader.run.Server;
import grader.wire.Answer;
import grader.wire.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The checks of lab 01, and what they have in common. */
public final class Lab01 {

    public static final List<Class<?>> CHECKS = List.of(BindChecks.class, AcceptLoopChecks.class, ReadHeadChecks.class,
            WriteResponseChecks.class, CloseChecks.class, StopChecks.class, StretchChecks.class);

    private Lab01() {}

    static String get(String target) {
        return request("GET", target);
    }

    static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** One polite exchange on a connection of its own. */
    static Answer exchange(Server server, String target) {
        try (Client client = server.connect()) {
            return client.send(get(target)).answer();
        }
    }

    /** A port that nobody has, out of a range from which the system hands out none; not of the seed, or equal gradings would meet. */
    static int freePort() {
        for (int i = 0; i < 1_000; i++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // the next one, then
            }
        }
        throw new IllegalStateException("1,000 ports between 20000 and 32000 are taken");
    }
}
