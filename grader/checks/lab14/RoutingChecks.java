package grader.checks.lab14;

import grader.checks.lab14.front.EdgeInFront;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.upstream.ScriptedUpstream;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task proxy: which pool gets a request. */
class RoutingChecks {

    private static final List<String> POOLS = List.of("one", "two", "three", "four");

    /** An edge with a backend in each pool, whose responses name it. */
    private record Routed(Rig rig, Server edge) {

        static Routed open(Rig rig, String... routes) {
            List<String> flags = new ArrayList<>();
            for (String pool : POOLS) {
                ScriptedUpstream backend =
                        rig.scriptedUpstream().reactsTo("/", EdgeInFront.response("X-Pool: " + pool));
                flags.addAll(List.of("--backends", pool + "=" + backend.url()));
            }
            for (String route : routes) {
                flags.addAll(List.of("--route", route));
            }
            Routed routed = new Routed(rig, rig.start(EdgeInFront.usual().and(flags.toArray(String[]::new))));
            rig.control("a request on port " + routed.edge.address().getPort() + " has a route",
                    () -> routed.exchange("one.example", "/", EdgeInFront.FIRST).expectStatus(200));
            return routed;
        }

        private Answer exchange(String host, String target, Duration patience, String... fields) {
            String head = EdgeInFront.head("GET " + target + " HTTP/1.1", "Host: " + host)
                    + EdgeInFront.head("", fields).substring(2);
            try (Client client = edge.connect().send(head + "\r\n")) {
                client.awaitData(patience);
                return client.answer();
            }
        }

        void expect(String pool, String host, String target, String... fields) {
            rig.each(host + target + (fields.length == 0 ? "" : " with " + String.join(", ", fields)), () -> {
                Answer answer = exchange(host, target, EdgeInFront.FIRST, fields);
                if (pool == null) {
                    answer.expectStatus(404);
                    return;
                }
                List<String> from = answer.expectStatus(200).values("X-Pool");
                if (!from.equals(List.of(pool))) {
                    throw rig.failure("expected the response of a backend of pool " + pool + ", but it is of "
                            + String.join(", ", from));
                }
            });
        }
    }

    @Test
    @Check(value = "the best route for a request's host and path is its route", task = "proxy", rule = "route-best",
            points = 2, ownServer = true, builds = "same-request",
            explain = """
                    A route for the request's own host is better than one for all, however long the path of that is.
                    Among those of one host, the longest path is. A path is a row of segments, so `/api` is not the
                    beginning of `/apis`; and what counts is the path that a backend understands, without escapes and
                    dot segments.
                    """)
    void bestRoute(Rig rig) {
        Routed routed = Routed.open(rig, "*/=two", "one.example/=one", "*/api=three", "one.example/api/v1=four",
                "*/a%20b=three", "*/=four");
        routed.expect("one", "one.example", "/");
        routed.expect("one", "ONE.Example:8080", "/x?a=/api/v1");
        routed.expect("one", "one.example", "/api");
        routed.expect("four", "one.example", "/api/v1");
        routed.expect("four", "one.example", "/api/v1/x");
        routed.expect("one", "one.example", "/api/v11");
        routed.expect("four", "one.example", "/x/../%61pi/v1");
        routed.expect("one", "one.example", "/api/v1/../../");
        routed.expect("two", "other.example", "/");
        routed.expect("three", "other.example", "/api/");
        routed.expect("two", "other.example", "/apis");
        routed.expect("three", "other.example", "/a%20b/c");
        routed.expect("one", "other.example", "http://one.example/");
    }

    @Test
    @Check(value = "a route may be for requests with a field or a cookie, and without any route there is a 404",
            task = "proxy", rule = "route-condition", points = 1, ownServer = true, builds = "same-request",
            explain = """
                    A condition is for a part of the clients: those of a new version, or of a customer. Of two routes
                    for the same paths, the one with more conditions is tried first.
                    """)
    void conditions(Rig rig) {
        Routed routed = Routed.open(rig, "one.example/=one", "one.example/;header=X-Version:2=two",
                "one.example/;cookie=beta:yes=three", "one.example/;header=X-Version:2;cookie=beta:yes=four");
        routed.expect("one", "one.example", "/", "X-Version: 1", "Cookie: beta=no");
        routed.expect("two", "one.example", "/", "x-version: 2");
        routed.expect("three", "one.example", "/", "Cookie: a=b; beta=yes; c=d");
        routed.expect("one", "one.example", "/", "Cookie: a=beta=yes; xbeta=yes");
        routed.expect("four", "one.example", "/", "X-Version: 2", "Cookie: beta=yes");
        routed.expect(null, "other.example", "/");
    }
}
