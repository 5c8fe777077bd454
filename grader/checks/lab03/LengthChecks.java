package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.content;
import static grader.checks.lab03.Lab03.cuts;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectEnd;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab03.Lab03.request;
import static grader.checks.lab03.Lab03.sendCut;

import grader.checks.lab03.Lab03.Bad;
import grader.clients.http.Answer;
import grader.clients.http.Bytes;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task length: a body as long as Content-Length says. */
class LengthChecks {

    private static String post(String content, String... lengths) {
        String[] fields = Arrays.stream(lengths).map(length -> "Content-Length: " + length).toArray(String[]::new);
        return request("POST / HTTP/1.1", fields) + content;
    }

    private static String post(String content) {
        return post(content, "" + content.length());
    }

    @Test
    @Check(value = "a body has as many bytes as Content-Length says, and the next request follows it",
            task = "length", rule = "any-cut",
            points = 4, foundation = true, clause = "RFC 9112 §6.2",
            explain = """
                    The body begins right after the empty line and has exactly this many bytes; the next byte begins
                    the next request. A body of zero bytes is complete immediately. No byte in a body has a special
                    meaning.
                    """)
    void body(Rig rig) {
        Server server = Lab03.start(rig);
        String text = rig.word() + "\r\n\r\n" + HIDDEN;
        String binary = content(rig, rig.random().nextInt(300, 900));
        rig.each("a text of " + text.length() + " bytes", () -> Mirror.expect(exchange(server, post(text)), "body",
                Mirror.body(text)));
        rig.each("head and body in two pieces", () -> {
            try (Client client = server.connect()) {
                sendCut(server, client, post(binary), post("", "" + binary.length()).length());
                Mirror.expect(client.answer(), "body", Mirror.body(binary));
            }
        });
        rig.each("a GET with a body", () -> Mirror.expect(exchange(server,
                request("GET / HTTP/1.1", "Content-Length: " + text.length()) + text), "method body", "method: GET",
                Mirror.body(text)));
        rig.each("three requests in one piece", () -> {
            try (Client client = server.connect()) {
                client.send(post(text) + post("", "0") + request("GET /next HTTP/1.1"));
                Mirror.expect(client.answer(), "body target", "target: /", Mirror.body(text));
                Mirror.expect(client.answer(), "body target", "target: /", Mirror.body(""));
                Mirror.expect(client.answer(), "body target", "target: /next", Mirror.body(""));
            }
        });
    }

    @Test
    @Check(value = "a body may be cut anywhere, and may be larger than any buffer", task = "length", rule = "any-cut",
            points = 2,
            clause = "RFC 9112 §6.2",
            explain = """
                    One read brings part of the body, or its end and the next request. Remember how many bytes are
                    missing, and take no more.
                    """)
    void cutBody(Rig rig) {
        Server server = Lab03.start(rig);
        String content = content(rig, 60);
        int head = post("", "60").length();
        int[] borders = {head, head + 59, head + 60};
        int[] random = Arrays.stream(cuts(rig, 1, 60)).map(place -> head + place).toArray();
        for (int[] places : List.of(borders, random)) {
            rig.each("a body cut at " + Arrays.toString(places), () -> {
                try (Client client = server.connect()) {
                    sendCut(server, client, post(content) + request("GET /next HTTP/1.1"), places);
                    Mirror.expect(client.answer(), "body", Mirror.body(content));
                    Mirror.expect(client.answer(), "body target", "target: /next", Mirror.body(""));
                }
            });
        }
        String large = content(rig, 20_000 + rig.random().nextInt(1_000));
        rig.each("a body of " + large.length() + " bytes, and the same again", () -> {
            try (Client client = server.connect()) {
                for (int i = 0; i < 2; i++) {
                    client.sendUnlogged(post(large));
                    Mirror.expect(client.answer(), "body", Mirror.body(large));
                }
            }
        });
    }

    @Test
    @Check(value = "a length consists of digits, and all lengths agree; otherwise 400", task = "length",
            rule = "digits-only",
            points = 5,
            builds = "errors",
            clause = "RFC 9110 §8.6, RFC 9112 §6.3",
            explain = """
                    Several lines, or several members of a list, are fine if all numbers are equal, with any number of
                    leading zeros. A sign, a space inside, another base, an empty value or an empty member is not:
                    programs disagree about what these mean, and an attacker can hide a request in the difference.
                    """)
    void numbers(Rig rig) {
        Server server = Lab03.start(rig);
        String five = rig.word().substring(0, 5);
        String[][] equal =
                {{"5"}, {"5, 5"}, {"5 ,\t5,5"}, {"5", "5"}, {"5, 5", "5"}, {"5, 05"}, {"5", "005"}, {"0000000005"},
                        {"0".repeat(25) + "5"}};
        for (String[] lengths : equal) {
            rig.each("Content-Length: " + String.join(" and ", lengths), () -> {
                try (Client client = server.connect()) {
                    client.send(post(five, lengths) + request("GET /next HTTP/1.1"));
                    Mirror.expect(client.answer(), "body", Mirror.body(five));
                    Mirror.expect(client.answer(), "target", "target: /next");
                }
            });
        }
        List<Bad> all = new ArrayList<>();
        for (String length : List.of("+5", "-5", "-0", "0x5", "5 5", "", "5a", "a", "5.0", "5;", "5e0", "\"5\"", "5_0",
                "5\u00b2", "5,6", "5, 6, 5", ",", "5,", ", 5", "5,,5", "5, +5", "5, a", "-1, -1", "0, 5",
                "18446744073709551621, 5")) {
            int[] statuses = length.startsWith("18") ? new int[] {400, 413} : new int[] {400};
            all.add(new Bad(length.isBlank() ? "an empty Content-Length" : "Content-Length: " + length,
                    post(five, length) + HIDDEN, statuses));
        }
        all.add(new Bad("Content-Length: 5 and Content-Length: 6", post(five + "x", "5", "6") + HIDDEN, 400));
        all.add(new Bad("Content-Length: 6 and Content-Length: 5", post(five + "x", "6", "5") + HIDDEN, 400));
        all.add(new Bad("Content-Length: 0 and Content-Length: 5", post(five, "0", "5") + HIDDEN, 400));
        all.add(new Bad("Content-Length: 5, another field, content-length: 50",
                request("POST / HTTP/1.1", "Content-Length: 5", "A: b", "content-length: 50") + five + HIDDEN, 400));
        expectRefused(rig, server, all);
    }

    @Test
    @Check(value = "a length over the limit is refused with 413 before the body arrives; for others, `100 "
            + "Continue` asks for it",
            task = "length", rule = "max-body", points = 4, builds = "errors", ownServer = true,
            clause = "RFC 9110 §15.5.14, §10.1.1",
            explain = """
                    The head alone shows that the body is too long: send the 413 without waiting for any of it. A
                    number that does not fit in 64 bits is larger than any limit; it must not wrap around and become
                    small. A client that sends `Expect: 100-continue` gets a 100 if its body is wanted, and a 413 if
                    not. A client that sends its body anyway must be able to read the whole 413: the server drains the
                    connection before it closes.
                    """)
    void tooLong(Rig rig) {
        int most = rig.random().nextInt(2_000, 5_000);
        Server server = Lab03.start(rig, "--max-body", "" + most);
        String content = content(rig, most - 100);
        rig.control("a body 100 bytes under --max-body is mirrored",
                () -> Mirror.expect(exchange(server, post(content)), "body", Mirror.body(content)));
        List<Bad> all = new ArrayList<>();
        // The last ones are 5 in 32 or 64 bits, or below zero.
        for (String length : List.of("" + (most + 100), "1000000000", "2147483648", "4294967301", "9223372036854775807",
                "9223372036854775808", "9223372036854775813", "18446744073709551615", "18446744073709551621",
                "340282366920938463463374607431768211461", "9".repeat(200))) {
            all.add(new Bad(Bytes.brief("Content-Length: " + length) + ", and no body", post("", length), 413));
        }
        all.add(new Bad("Content-Length: 18446744073709551621, and 5 bytes",
                post("12345", "18446744073709551621") + HIDDEN, 413));
        expectRefused(rig, server, all);
        rig.each("a body that is too long, but sent anyway", () -> expectWhole413(rig, server));
        rig.each("Expect: 100-continue", () -> expectContinue(rig, server));
        expectRefused(rig, server, List.of(new Bad("Expect: 100-continue, and too long",
                request("POST / HTTP/1.1", "Content-Length: " + (most + 100), "Expect: 100-continue"), 413, 417)));
    }

    /** A server that closes with unread bytes sends a reset, which may overtake the response. */
    private static void expectWhole413(Rig rig, Server server) {
        String content = "x".repeat(100_000);
        try (Client client = server.connect()) {
            client.send(post(content));
            Answer answer = expectStatus(client, 413);
            expectEnd(rig, client);
            if (server.hasReset(client)) {
                throw answer.differs(0, 0, 0, "an end without a reset",
                        "expected the server to read what the client is still sending, but it reset the connection");
            }
        }
    }

    private static void expectContinue(Rig rig, Server server) {
        String content = rig.word();
        try (Client client = server.connect()) {
            client.send(request("POST / HTTP/1.1", "Content-Length: " + content.length(), "Expect: 100-continue"));
            Answer interim = client.answer("HEAD").expectStatus(100);
            if (interim.head().lines().count() < 2) {
                throw interim.differs(0, 0, 0, "an empty line",
                        "expected an empty line after the status line of 100 Continue");
            }
            Mirror.expect(client.send(content).answer(), "body", Mirror.body(content));
        }
    }
}
