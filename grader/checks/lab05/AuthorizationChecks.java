package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;
import static grader.checks.lab05.Lab05.request;

import grader.checks.lab05.KnownUsers.User;
import grader.clients.http.Answer;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task authorization: what a known client may do. */
class AuthorizationChecks {

    @Test
    @Check(value = "a client with the role gets in, and with another role it gets a 403",
            task = "authorization", rule = "role-403", points = 4,
            foundation = true, ownServer = true, clause = "RFC 9110 §15.5.2, §15.5.4",
            explain = """
                    A 403 says: I know you, and no. A route for all users requires no role.
                    """)
    void roles(Rig rig) {
        Api api = Api.open(rig);
        User member = api.known().member();
        rig.each("the role admin", () -> api.as(api.known().admin()).when().get("/admin").then().statusCode(200));
        rig.each("another role", () -> api.as(member).when().get("/admin").then().statusCode(403));
        rig.each("another role, on a route that needs none",
                () -> api.as(member).when().get("/whoami").then().statusCode(200));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("almostAdmins")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "only the exact role admin counts", task = "authorization", rule = "role-exact", points = 2,
            ownServer = true,
            explain = """
                    A role is compared as a whole, with its case. A role that only contains `admin` is a different role.
                    A name is not a role: a user called admin may have any, and two tokens with one name may have two.
                    """)
    void otherRoles(User user, Rig rig) {
        Api api = Api.open(rig);
        rig.control("the role admin gets a 200",
                () -> api.as(api.known().admin()).when().get("/admin").then().statusCode(200));
        api.as(user).when().get("/admin").then().statusCode(403);
    }

    static List<User> almostAdmins(Rig rig) {
        return KnownUsers.of(rig).almost();
    }

    @Test
    @Check(value = "no other spelling of the path bypasses the guard", task = "authorization",
            rule = "every-spelling", points = 4,
            ownServer = true,
            clause = "RFC 3986 §6.2.2",
            explain = """
                    A guard that compares paths sees them as the client wrote them, but the router sees what they
                    mean: `/%61dmin` and `/x/../admin` are `/admin`. A guard on the route, inside the router, need not
                    know any path. Any spelling leads either to the route, where it gets a 401 or 403, or to none. HEAD
                    is guarded like GET.
                    """)
    void otherSpellings(Rig rig) {
        KnownUsers known = KnownUsers.of(rig);
        Server server = Lab05.start(rig, known);
        rig.control("an admin gets a 200",
                () -> exchange(server, get("/admin", known.admin().bearer())).expectStatus(200));
        String word = rig.word();
        for (String target : List.of("/admin?" + word, "http://localhost/admin", "http://" + word + ".example/admin?x",
                "/%61dmin", "/" + word + "/../admin", "/./admin")) {
            rig.each("GET " + target, () -> {
                exchange(server, get(target, known.admin().bearer())).expectStatus(200);
                Lab05.expectChallenge(exchange(server, get(target)));
                exchange(server, get(target, known.member().bearer())).expectStatus(403);
            });
        }
        Stream.of("GET /adm%69n", "GET /%61%64%6D%69%6e", "GET /" + word + "/%2e%2E/admin", "GET /../admin",
                "GET /public/../admin", "GET /admin/", "GET /admin/.",
                "GET /admin/" + word + "/..",
                "GET //admin", "GET /ADMIN", "GET /admin%2F", "GET /admin;" + word, "GET /admin/" + word,
                "GET /%2561dmin", "GET /admin%00",
                "GET http://localhost/%61dmin", "GET /admin/?x", "GET /public/admin", "HEAD /admin", "HEAD /%61dmin",
                "HEAD /admin/",
                "POST /admin", "PUT /admin", "POST /%61dmin").forEach(line -> rig.each(line, () -> {
                    expectOutside(server, line);
                    expectOutside(server, line, known.member().bearer());
                }));
    }

    /** The status may be any, but not a success. */
    private static void expectOutside(Server server, String line, String... fields) {
        Answer answer = exchange(server, request(line, fields));
        if (answer.status() < 300) {
            throw answer.differs(0, 9, 3, "401 or 403",
                    "expected no success for " + (fields.length == 0 ? "a client without a token" : "another role")
                            + ", got " + answer.statusLine());
        }
    }
}
