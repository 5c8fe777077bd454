package grader.checks.lab01;

import grader.run.Server;
import grader.wire.Answer;
import grader.wire.Client;
import java.util.List;

/** The checks of lab 01, and what they have in common. */
public final class Lab01 {

    public static final List<Class<?>> CHECKS = List.of(BindChecks.class, AcceptLoopChecks.class, ReadHeadChecks.class,
            WriteResponseChecks.class, CloseChecks.class, StopChecks.class, StretchChecks.class);

    private Lab01() {}

    public static String get(String target) {
        return request("GET", target);
    }

    public static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** One polite exchange on a connection of its own. */
    public static Answer exchange(Server server, String target) {
        try (Client client = server.connect()) {
            return client.send(get(target)).answer();
        }
    }
}
