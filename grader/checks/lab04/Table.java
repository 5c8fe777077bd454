package grader.checks.lab04;

import grader.engine.Rig;
import grader.http.Answer;
import grader.http.Client;
import grader.server.Server;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server with routes of the check's own. Routes, requests and lines are written with letters that stand for random
 * words: see {@link Words}.
 */
record Table(Rig rig, Words words, Server server) {

    /** The routes are given in an order that the seed decides: it must not matter. */
    static Table start(Rig rig, String... routes) {
        Words words = new Words(rig);
        List<String> shuffled = new ArrayList<>(Stream.of(routes).map(words::in).toList());
        Collections.shuffle(shuffled, rig.random());
        return new Table(rig, words, rig.start(flags(shuffled)));
    }

    /** As the lines of a file say it. */
    static Table start(Rig rig, Words words, String lines) {
        return new Table(rig, words, rig.start("--routes", rig.file(words.in(lines))));
    }

    static String[] flags(List<String> routes) {
        return routes.stream().flatMap(route -> Stream.of("--route", route)).toArray(String[]::new);
    }

    /**
     * One exchange on a connection of its own.
     *
     * @param request a method, a space, and a target
     */
    Answer exchange(String request) {
        try (Client client = server.connect()) {
            return client.send(bytes(request)).answer(method(request));
        }
    }

    String bytes(String request) {
        return words.in(request) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    static String method(String request) {
        return request.substring(0, request.indexOf(' '));
    }

    /** The request is answered by this route, with these parameters, such as `x: b`. */
    void expect(String request, String route, String... parameters) {
        each(request, () -> expectRouted(exchange(request), route, parameters));
    }

    /** The answer is that of this route, with these parameters. */
    void expectRouted(Answer answer, String route, String... parameters) {
        Routed.expect(answer, words.in(route), Stream.of(parameters).map(words::in).toList());
    }

    void expectStatus(String request, int... statuses) {
        each(request, () -> exchange(request).expectStatus(statuses));
    }

    /** One case of many, called by its request. */
    void each(String request, Runnable steps) {
        rig.each(words.in(request), steps);
    }

    /** The nearest good request: answered by its route. */
    void control(String request, String route, String... parameters) {
        rig.control(words.in(request) + " is answered", () -> expectRouted(exchange(request), route, parameters));
    }
}
