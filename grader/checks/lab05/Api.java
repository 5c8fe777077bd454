package grader.checks.lab05;

import grader.checks.lab05.KnownUsers.User;
import grader.engine.Rig;
import grader.server.Server;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The learner's server, asked through REST-assured: with no name, as a user, or by a page of some origin. */
record Api(Rig rig, Server server, KnownUsers known) {

    /** A server that knows these users and origins, without a limit. All checks may share it. */
    static Api open(Rig rig) {
        KnownUsers known = KnownUsers.of(rig);
        return new Api(rig, Lab05.start(rig, known), known);
    }

    /** A server that lets so many requests through and, in any time that a check takes, no more. */
    static Api openLimited(Rig rig, int burst) {
        KnownUsers known = KnownUsers.of(rig);
        return new Api(rig, Lab05.startLimited(rig, known, burst), known);
    }

    /** A request without a name. */
    RequestSpecification given() {
        return rig.rest(server);
    }

    /** A request with a user's token. */
    RequestSpecification as(User user) {
        return given().auth().oauth2(user.secret());
    }

    /** A request with this value of Authorization, whatever it is. */
    RequestSpecification with(String authorization) {
        return given().header("Authorization", authorization);
    }

    /** A request of a page. */
    RequestSpecification from(String origin) {
        return given().header("Origin", origin);
    }

    Response get(String target) {
        return given().when().get(target);
    }

    /** What a browser asks before a page of `origin` may send a GET. */
    Response preflight(String target, String origin) {
        return preflight(origin).when().options(target);
    }

    /** The same, before a page may send a GET with this field. */
    Response preflight(String target, String origin, String field) {
        return preflight(origin).header("Access-Control-Request-Headers", field).when().options(target);
    }

    private RequestSpecification preflight(String origin) {
        return from(origin).header("Access-Control-Request-Method", "GET");
    }

    /** Each of so many requests without a name is answered with this status. */
    void expectEach(int times, int status) {
        for (int i = 0; i < times; i++) {
            get("/public").then().statusCode(status);
        }
    }
}
