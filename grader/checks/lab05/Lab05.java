package grader.checks.lab05;

import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.util.List;
import java.util.Locale;

/** The checks of lab 05, and what they share. */
public final class Lab05 {

    public static final List<Class<?>> CHECKS = List.of(OnionChecks.class, ExceptionChecks.class, AccessLogChecks.class,
            AuthenticationChecks.class, AuthorizationChecks.class, RateLimitChecks.class, RateCostChecks.class,
            RateClientsChecks.class, RateRaceChecks.class, CorsChecks.class,
            SilentResponseChecks.class);

    private Lab05() {}

    /** A server that knows these users, without a limit. All checks may share it. */
    static Server start(Rig rig, KnownUsers known) {
        return rig.borrow(known.flags("--read-timeout", Limits.ENDLESS));
    }

    /**
     * A server that responds to this many requests of a client, and to no more while a check runs: the next token takes
     * a hundred seconds.
     */
    static Server startLimited(Rig rig, KnownUsers known, int burst, String... flags) {
        UsualFlags limited = UsualFlags.of("--read-timeout", Limits.ENDLESS, "--rate", "0.01", "--burst", "" + burst);
        return rig.start(known.flags(limited.and(flags)));
    }

    /** A head with a Host, and then these field lines. */
    static String request(String line, String... fields) {
        return Lab01.withHost(line + " HTTP/1.1", fields);
    }

    static String get(String target, String... fields) {
        return request("GET " + target, fields);
    }

    /** One exchange on a connection of its own. */
    static Answer exchange(Server server, String request) {
        try (Client client = server.connect()) {
            return client.send(request).answer(request.substring(0, request.indexOf(' ')));
        }
    }

    /** The response to a request line of one word, which the parser rejects. */
    static Answer malformed(Rig rig, Server server) {
        return exchange(server, rig.word().toUpperCase(Locale.ROOT) + "\r\nHost: localhost\r\n\r\n").expectStatus(400);
    }

    /** A request for /public from another address of this machine. */
    static Answer getFrom(String source, Server server) {
        try (Client client = server.connectFrom(source)) {
            return client.send(get("/public")).answer();
        }
    }

    /** As {@link Layers#expectChallenge}, for the raw client. */
    static void expectChallenge(Answer answer) {
        answer.expectStatus(401).field("WWW-Authenticate").matches(Layers.CHALLENGE);
    }

    /** As {@link Layers#expectTooMany}, for the raw client. */
    static void expectTooMany(Answer answer) {
        answer.expectStatus(429).field("Retry-After").once().matches(Layers.SECONDS);
    }
}
