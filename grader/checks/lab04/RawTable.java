package grader.checks.lab04;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import grader.clients.http.Answer;
import grader.clients.http.Client;

/** The server of a {@link Table}, with the raw client: for targets whose bytes matter. */
record RawTable(Table table) {

    /**
     * One exchange on a connection of its own.
     *
     * @param request a method, a space, and a target
     */
    Answer send(String request) {
        try (Client client = table.server().connect()) {
            return client.send(bytes(request)).answer(request.substring(0, request.indexOf(' ')));
        }
    }

    String bytes(String request) {
        return table.words().in(request) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** The response comes from this route, with these parameters, such as `x: b`. */
    void expect(String request, String route, String... parameters) {
        table.each(request, () -> expectRouted(send(request), route, parameters));
    }

    /** The response came from this route, with these parameters. */
    void expectRouted(Answer answer, String route, String... parameters) {
        String body = new String(answer.expectStatus(200).body().getBytes(ISO_8859_1), UTF_8);
        table.routed(route, parameters).expectIn(answer, body);
    }

    void expectStatus(String request, int... statuses) {
        table.each(request, () -> send(request).expectStatus(statuses));
    }

    void expectRedirect(String request, String location) {
        table.each(request, () -> expectRedirected(send(request), location));
    }

    void expectRedirected(Answer answer, String location) {
        answer.expectStatus(308).field("Location").once().matches(Redirected.to(table.words().in(location)));
    }

    /** The nearest valid request: its route responds. */
    void control(String request, String route, String... parameters) {
        table.rig()
                .control(table.words().in(request) + " gets a 200 from its route",
                        () -> expectRouted(send(request), route, parameters));
    }
}
