package grader.checks.lab05;

import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.server.Server;
import java.util.List;
import java.util.stream.Stream;

/** The checks of lab 05, and what they have in common. */
public final class Lab05 {

    public static final List<Class<?>> CHECKS = List.of(OnionChecks.class, ErrorsChecks.class, AccessLogChecks.class,
            AuthenticationChecks.class, AuthorizationChecks.class, RateLimitChecks.class, RateCostChecks.class,
            RateClientsChecks.class, CorsChecks.class);

    private Lab05() {}

    /** A server that knows these guests, without a limit. All checks may share it. */
    static Server start(Rig rig, Guests guests) {
        return rig.borrow(guests.flags("--read-timeout", "60000"));
    }

    /**
     * A server that is let through so often and, in any time that a check takes, no more: the next token takes a
     * hundred seconds.
     */
    static Server startLimited(Rig rig, Guests guests, int burst, String... flags) {
        return rig
                .start(guests
                        .flags(Stream
                                .concat(Stream.of("--read-timeout", "60000", "--rate", "0.01", "--burst", "" + burst),
                                        Stream.of(flags))
                                .toArray(String[]::new)));
    }

    /** A head with a Host, and then these field lines. */
    static String request(String line, String... fields) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n"
                + String.join("", Stream.of(fields).map(field -> field + "\r\n").toList())
                + "\r\n";
    }

    static String get(String target, String... fields) {
        return request("GET " + target, fields);
    }

    /** What a browser asks before a page may send a GET with these fields. */
    static String preflight(String target, String origin, String... fields) {
        return request("OPTIONS " + target, Stream.concat(
                Stream.of("Origin: " + origin, "Access-Control-Request-Method: GET"), Stream.of(fields))
                .toArray(String[]::new));
    }

    /** One exchange on a connection of its own. */
    static Answer exchange(Server server, String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer(request.substring(0, request.indexOf(' ')));
        }
    }

    /** The same, from another address of this machine. */
    static Answer exchangeFrom(String source, Server server, String request) {
        try (Client client = server.connectFrom(source)) {
            return client.send(request).answer();
        }
    }
}
