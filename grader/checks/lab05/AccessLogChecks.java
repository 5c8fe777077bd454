package grader.checks.lab05;

import static grader.checks.lab05.Lab05.exchange;
import static grader.checks.lab05.Lab05.get;
import static grader.checks.lab05.Lab05.preflight;
import static grader.checks.lab05.Lab05.request;

import grader.engine.Check;
import grader.engine.Rig;
import grader.http.Answer;
import grader.server.Capability;
import grader.server.Server;
import java.util.List;
import java.util.Locale;

/** Task access-log: a line for each request, and the id by which it is found. */
class AccessLogChecks {

    @Check(value = "each request has one line, METHOD TARGET STATUS BYTES MILLIS REQUEST-ID", task = "access-log",
            points = 4,
            foundation = true, needs = Capability.OUTPUT,
            explain = "Six items with a space between them: method and target as they came, the status, the bytes "
                    + "of the body "
                    + "that were sent, whole milliseconds, and the id of X-Request-Id.")
    void oneLine(Rig rig) {
        Server server = Lab05.start(rig, Guests.of(rig));
        for (String target : List.of("/public?" + rig.word(), "/public?a=%20&" + rig.word() + "=1")) {
            rig.each("GET " + target,
                    () -> LogLine.expect(rig, server, "GET", target, exchange(server, get(target)).expectStatus(200)));
        }
    }

    @Check(value = "what is refused has its line, too", task = "access-log", points = 2, needs = Capability.OUTPUT,
            builds = {"authentication", "cors"},
            explain = "The log stands outside all layers that may answer by themselves, and outside the router: "
                    + "401, 404, 405 and "
                    + "preflights have a line. HEAD is answered without a body, so no byte of one was sent. Of "
                    + "what was no request "
                    + "nothing is known but the answer: `-` stands for the rest.")
    void refusals(Rig rig) {
        Guests guests = Guests.of(rig);
        Server server = Lab05.start(rig, guests);
        logged(rig, server, "GET", "/" + rig.word(), 404);
        logged(rig, server, "POST", "/public?" + rig.word(), 405);
        logged(rig, server, "GET", "/private?" + rig.word(), 401);
        logged(rig, server, "HEAD", "/" + rig.word(), 404, 405);
        rig.each("a preflight", () -> {
            String target = "/private?" + rig.word();
            LogLine.expect(rig, server, "OPTIONS", target,
                    exchange(server, preflight(target, guests.origin())).expectStatus(200, 204));
        });
        rig.each("what is no request", () -> {
            Answer answer = exchange(server, rig.word().toUpperCase(Locale.ROOT) + "\r\nHost: localhost\r\n\r\n")
                    .expectStatus(400);
            LogLine.await(rig, server, Expect.id(answer),
                    "\\S+ \\S+ 400 (\\d+|-) (\\d+|-) \\Q" + Expect.id(answer) + "\\E",
                    "- - 400 BYTES MILLIS " + Expect.id(answer));
        });
    }

    private static void logged(Rig rig, Server server, String method, String target, int... statuses) {
        rig.each(method + " " + target, () -> LogLine.expect(rig, server, method, target,
                exchange(server, request(method + " " + target)).expectStatus(statuses)));
    }

    @Check(value = "an id that the client sends is kept if it is sane", task = "access-log", points = 2,
            needs = Capability.OUTPUT,
            explain = "Who calls through several servers gives the same id to all of them, and finds its way "
                    + "through all of their logs. "
                    + "Sane are 1 to 64 of A-Z, a-z, 0-9, `.`, `_` and `-`. A 404 keeps it as well.")
    void saneIds(Rig rig) {
        Server server = Lab05.start(rig, Guests.of(rig));
        for (String id : List.of(
                rig.word() + "-" + rig.word().toUpperCase(Locale.ROOT) + "._" + rig.random().nextInt(1000),
                "-." + rig.word() + "_", "" + rig.random().nextInt(10),
                (rig.word() + rig.word()).repeat(6).substring(0, 64))) {
            rig.each("X-Request-Id: " + id, () -> {
                String target = "/public?" + rig.word();
                Answer answer = exchange(server, get(target, "X-Request-Id: " + id)).expectStatus(200);
                if (!Expect.id(answer).equals(id)) {
                    throw answer.fieldDiffers("X-Request-Id", "X-Request-Id: " + id,
                            "expected the id that was sent, " + id + ", got " + Expect.id(answer));
                }
                LogLine.expect(rig, server, "GET", target, answer);
            });
        }
    }

    @Check(value = "any other id is replaced", task = "access-log", points = 2, needs = Capability.OUTPUT,
            explain = "What a client sends stands in the log, and in the terminal of whoever reads that. A space "
                    + "makes another "
                    + "item of the line, and an id without an end fills the disk. So what is not sane gets a new "
                    + "id, in the field and in "
                    + "the log; the request itself is answered.")
    void otherIds(Rig rig) {
        Server server = Lab05.start(rig, Guests.of(rig));
        String word = rig.word();
        rig.control("a sane id is kept", () -> {
            if (!Expect.id(exchange(server, get("/public", "X-Request-Id: " + word))).equals(word)) {
                throw rig.failure("another one came");
            }
        });
        for (String id : List.of("a".repeat(65), word.repeat(40), word + " " + word, word + "," + word,
                word + "/" + word, word + "\u00e9",
                word + "\u00c3\u00a9", "\"" + word + "\"", word + ":1", "$(" + word + ")", word + "\t200", word + "+",
                "")) {
            rig.each("X-Request-Id: " + (id.length() > 60 ? id.length() + " letters" : id),
                    () -> replaced(rig, server, id));
        }
    }

    private static void replaced(Rig rig, Server server, String id) {
        String target = "/public?" + rig.word();
        Answer answer = exchange(server, get(target, "X-Request-Id: " + id)).expectStatus(200);
        if (Expect.id(answer).equals(id)) {
            throw answer.fieldDiffers("X-Request-Id", "another id", "expected another id than the one that was sent");
        }
        LogLine.expect(rig, server, "GET", target, answer);
    }
}
