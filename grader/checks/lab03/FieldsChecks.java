package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.head;
import static grader.checks.lab03.Lab03.lines;
import static grader.checks.lab03.Lab03.request;

import grader.clients.http.Bytes;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Task fields: what field lines mean. Refused ones are in {@link BadFieldsChecks}. */
class FieldsChecks {

    @Test
    @Check(value = "every field line is mirrored, in the order received", task = "fields", rule = "field-order",
            points = 4,
            foundation = true,
            clause = "RFC 9110 §5.1, §5.3",
            explain = """
                    A name ends at the first colon. The value is the rest of the line, without the white space around
                    it. The mirror shows names in lower case. If a name is repeated, every line counts, and so does
                    their order.
                    """)
    void mirrored(Rig rig) {
        Server server = Lab03.start(rig);
        String name = rig.word();
        List<String> values = List.of(rig.word(), rig.word(), rig.word());
        Mirror.expect(exchange(server, request("GET / HTTP/1.1",
                "X-" + name.toUpperCase(Locale.ROOT) + ": " + values.get(0), "Accept: */*",
                "x-" + name + ": " + values.get(1), "!#$%&'*+-.^_`|~0: " + values.get(2))), "field",
                "field: host: localhost", "field: x-" + name + ": " + values.get(0), "field: accept: */*",
                "field: x-" + name + ": " + values.get(1), "field: !#$%&'*+-.^_`|~0: " + values.get(2));
        rig.each("no field but Host", () -> Mirror.expect(exchange(server, request("GET / HTTP/1.1")), "field",
                "field: host: localhost"));
    }

    @Test
    @Check(value = "spaces and tabs around a value are not part of it, everything else is; case does not "
            + "matter in a name", task = "fields",
            rule = "white-space",
            points = 5, clause = "RFC 9110 §5.1, §5.5",
            explain = """
                    Any number of spaces and tabs may surround a value. Inside it they stay as they are, and so do
                    colons, quotes and the bytes from 0x80 to 0xFF, which mean nothing to the parser. A value may be
                    empty. `HOST` and `hOsT` are Host.
                    """)
    void values(Rig rig) {
        Server server = Lab03.start(rig);
        String inner = rig.word() + " \t " + rig.word() + "  :,;=\"\\x" + rig.word();
        StringBuilder high = new StringBuilder();
        for (char b = 0x80; b <= 0xff; b++) {
            high.append(b);
        }
        String obs = "\u00a0\u0085" + inner + "\u00a0\u0085";
        String[] lines = {"A:" + inner, "B: \t  " + inner, "C: " + inner + "  \t", "D: \t" + inner + "\t ", "E:", "F: ",
                "G:\t \t", "H: :" + inner};
        rig.each("white space around values and in them, and none", () -> Mirror.expect(
                exchange(server, request("GET / HTTP/1.1", lines)), "field",
                "field: host: localhost", "field: a: " + inner, "field: b: " + inner, "field: c: " + inner,
                "field: d: " + inner, "field: e: ", "field: f: ", "field: g: ", "field: h: :" + inner));
        rig.each("values with bytes from 0x80 to 0xFF", () -> Mirror.expect(
                exchange(server, request("GET / HTTP/1.1", "A: " + high, "B: " + obs + " ")), "field",
                "field: host: localhost", "field: a: " + high, "field: b: " + obs));
        for (String name : List.of("host", "HOST", "hOsT")) {
            String value = rig.word() + ".Example";
            rig.each("Host, written as " + name, () -> Mirror.expect(
                    exchange(server, head("GET / HTTP/1.1", name + ": " + value + "\r\n")), "field",
                    "field: host: " + value));
        }
    }

    @Test
    @Check(value = "more than 100 fields, or 16 KiB of them, are refused with 431; trailers follow the same rules",
            task = "fields", rule = "field-limits", points = 3, builds = {"errors", "incremental", "chunked"},
            clause = "RFC 6585 §5, RFC 9112 §7.1.2",
            explain = """
                    A section may have 100 field lines, with 16,384 bytes in all. Without limits, one client could
                    fill the memory. The 431 is sent as soon as there are too many bytes, whether or not the end has
                    arrived. The trailers after a chunked body are a section of their own: the same rules apply, and
                    counting starts again from 0.
                    """)
    void limits(Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("90 fields are mirrored", () -> {
            List<String> expected = new ArrayList<>(fields(89).stream().map(line -> "field: " + line).toList());
            expected.addFirst("field: host: localhost");
            Mirror.expect(exchange(server, request("GET / HTTP/1.1", fields(89).toArray(String[]::new))), "field",
                    expected);
        });
        rig.control("16,000 bytes of fields are mirrored", () -> exchange(server, request("GET / HTTP/1.1",
                "x: " + "v".repeat(15_900))).expectStatus(200));
        String[] four = {"a: " + "v".repeat(4_200), "b: " + "v".repeat(4_200), "c: " + "v".repeat(4_200),
                "d: " + "v".repeat(4_200)};
        Lab03.expectRefused(rig, server, List.of(
                new Lab03.Bad("111 fields", request("GET / HTTP/1.1", fields(110).toArray(String[]::new)), 431),
                new Lab03.Bad("111 fields without an end",
                        "GET / HTTP/1.1\r\nHost: localhost\r\n" + lines(fields(110).toArray(String[]::new)), 431),
                new Lab03.Bad("one value of 16,500 bytes", request("GET / HTTP/1.1", "x: " + "v".repeat(16_500)), 431),
                new Lab03.Bad("one name of 16,500 bytes", request("GET / HTTP/1.1", "n".repeat(16_500) + ": v"), 431),
                new Lab03.Bad("16,800 bytes in four fields", request("GET / HTTP/1.1", four), 431),
                new Lab03.Bad("a value of 40,000 bytes without an end",
                        "GET / HTTP/1.1\r\nHost: localhost\r\nx: " + "v".repeat(40_000), 431)));
        expectBadTrailers(rig, server);
    }

    private static void expectBadTrailers(Rig rig, Server server) {
        String chunked = request("POST / HTTP/1.1", "Transfer-Encoding: chunked");
        String ninety = lines(fields(90).toArray(String[]::new));
        rig.control("92 fields and 90 trailers are mirrored", () -> Mirror.expect(exchange(server,
                head("POST / HTTP/1.1", "Host: localhost\r\nTransfer-Encoding: chunked\r\n" + ninety) + "0\r\n" + ninety
                        + "\r\n"),
                "trailer", fields(90).stream().map(line -> "trailer: " + line).toList()));
        List<Lab03.Bad> bad = new ArrayList<>();
        bad.add(new Lab03.Bad("110 trailers", chunked + "0\r\n" + lines(fields(110).toArray(String[]::new)) + "\r\n",
                431));
        for (String line : List.of("A : b", "A: b\r\n c", "abc", ": b", "A: b\0", "A: b\nC: d", "A: b\rC: d")) {
            bad.add(new Lab03.Bad("the trailer '" + Bytes.brief(line) + "'",
                    chunked + "0\r\n" + line + "\r\n\r\n" + HIDDEN, 400));
        }
        Lab03.expectRefused(rig, server, bad);
    }

    static List<String> fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> "x" + i + ": " + i).toList();
    }
}
