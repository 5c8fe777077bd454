package grader.checks.lab05;

import grader.checks.lab05.KnownUsers.User;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Requests to the learner's server through REST-assured: without a token, as a user, or from a page of some origin. */
record Api(Rig rig, Server server, KnownUsers known) {

    /** A server that knows these users and origins, without a limit. All checks may share it. */
    static Api open(Rig rig) {
        KnownUsers known = KnownUsers.of(rig);
        return new Api(rig, Lab05.start(rig, known), known);
    }

    /** A server that responds to this many requests of a client, and to no more while a check runs. */
    static Api openLimited(Rig rig, int burst) {
        KnownUsers known = KnownUsers.of(rig);
        return new Api(rig, Lab05.startLimited(rig, known, burst), known);
    }

    /** A request without a token. */
    RequestSpecification given() {
        return rig.rest(server);
    }

    /** A request with a user's token. */
    RequestSpecification as(User user) {
        return given().auth().oauth2(user.secret());
    }

    /** A request with any value of Authorization. */
    RequestSpecification with(String authorization) {
        return given().header("Authorization", authorization);
    }

    /** A request from a page of this origin. */
    RequestSpecification from(String origin) {
        return given().header("Origin", origin);
    }

    Response get(String target) {
        return given().when().get(target);
    }

    /** What a browser sends before a page of `origin` may send a GET. */
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

    /** Each of so many requests without a token gets this status. */
    void expectEach(int times, int status) {
        for (int i = 0; i < times; i++) {
            get("/public").then().statusCode(status);
        }
    }
}
