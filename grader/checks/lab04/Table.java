package grader.checks.lab04;

import static grader.clients.rest.HttpMatchers.oneOf;

import grader.grading.engine.Rig;
import grader.grading.server.Server;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server with the check's own routes, for requests through REST-assured; {@link #raw} sends exact bytes. Routes,
 * requests and lines are written with letters that stand for random words: see {@link Words}.
 */
record Table(Rig rig, Words words, Server server) {

    /** The routes are given in an order that the seed decides: it must not matter. */
    static Table start(Rig rig, String... routes) {
        Words words = new Words(rig);
        List<String> shuffled = new ArrayList<>(Stream.of(routes).map(words::in).toList());
        Collections.shuffle(shuffled, rig.random());
        return new Table(rig, words, rig.start(flags(shuffled)));
    }

    /** The routes are the lines of a file. */
    static Table start(Rig rig, Words words, String lines) {
        return new Table(rig, words, rig.start("--routes", rig.file(words.in(lines))));
    }

    static String[] flags(List<String> routes) {
        return routes.stream().flatMap(route -> Stream.of("--route", route)).toArray(String[]::new);
    }

    /** For targets that REST-assured would rewrite before it sends them. */
    RawTable raw() {
        return new RawTable(this);
    }

    /** @param request a method, a space, and a target */
    Response send(String request) {
        String[] parts = words.in(request).split(" ", 2);
        return rig.rest(server).when().request(parts[0], parts[1]);
    }

    /** The response of this route, with these parameters, such as `x: b`. */
    Routed routed(String route, String... parameters) {
        return new Routed(words.in(route), Stream.of(parameters).map(words::in).toList());
    }

    /** The response comes from this route, with these parameters. */
    void expect(String request, String route, String... parameters) {
        each(request, () -> send(request).then().statusCode(200).body(routed(route, parameters)));
    }

    void expectStatus(String request, Integer... statuses) {
        each(request, () -> send(request).then().statusCode(oneOf(statuses)));
    }

    /** The response is a 405 with these methods, such as `GET, HEAD`. */
    void expectAllow(String request, String methods) {
        each(request, () -> send(request).then().statusCode(405).header("Allow", Allowed.methods(methods)));
    }

    /** @param location a path, with its query if there is one */
    ValidatableResponse expectRedirected(Response response, String location) {
        return response.then().statusCode(308).header("Location", Redirected.to(words.in(location)));
    }

    /** One case of many, called by its request. */
    void each(String request, Runnable steps) {
        rig.each(words.in(request), steps);
    }

    /** The nearest valid request: its route responds. */
    void control(String request, String route, String... parameters) {
        rig.control(words.in(request) + " gets a 200 from its route",
                () -> send(request).then().statusCode(200).body(routed(route, parameters)));
    }
}
