package grader.checks.lab03;

import static grader.checks.lab03.Lab03.content;
import static grader.checks.lab03.Lab03.cuts;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.lines;
import static grader.checks.lab03.Lab03.request;
import static grader.checks.lab03.Lab03.sendCut;
import static grader.checks.lab03.Lab03.sendSingly;

import grader.checks.lab03.Lab03.Bad;
import grader.clients.generators.ChunkExtensions;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task chunked: what chunks contain, and how much. Malformed ones are in {@link BadChunksChecks}. */
class ChunkedChecks {

    private static final int GENERATED = 6;

    static String head() {
        return request("POST / HTTP/1.1", "Transfer-Encoding: chunked");
    }

    /** A chunk: its size line as given, its data. */
    static String chunk(String sizeLine, String data) {
        return sizeLine + "\r\n" + data + "\r\n";
    }

    static String chunk(String data) {
        return chunk(Integer.toHexString(data.length()), data);
    }

    @Test
    @Check(value = "chunks make one body, and the next request follows the last chunk", task = "chunked",
            rule = "chunked-coding",
            points = 4,
            foundation = true,
            explain = """
                    A chunk is its size in hexadecimal, CR LF, that many bytes, CR LF. After the chunk of size 0 come
                    the trailers, here none, and an empty line; then the next request. Hexadecimal digits and the word
                    `chunked` may be in upper or lower case.
                    """)
    void chunks(Rig rig) {
        Server server = Lab03.start(rig);
        String a = content(rig, rig.random().nextInt(0x1a, 0x20));
        String b = content(rig, rig.random().nextInt(0xa0, 0xb0));
        String c = content(rig, rig.random().nextInt(1, 10)) + "\r\n0\r\n\r\n";
        for (String coding : List.of("chunked", "Chunked")) {
            String what =
                    coding.equals("chunked") ? "three chunks, and a request after them" : "the same with " + coding;
            rig.each(what, () -> {
                try (Client client = server.connect()) {
                    client.send(request("POST / HTTP/1.1", "Transfer-Encoding: " + coding)
                            + chunk(a) + chunk(Integer.toHexString(b.length()).toUpperCase(Locale.ROOT), b) + chunk(c)
                            + chunk("0", "") + request("GET /next HTTP/1.1"));
                    Mirror.expect(client.answer(), "body trailer", Mirror.body(a + b + c));
                    Mirror.expect(client.answer(), "target body", "target: /next", Mirror.body(""));
                }
            });
        }
        rig.each("forty chunks of a byte each", () -> Mirror.expect(
                exchange(server, head() + chunk("y").repeat(40) + chunk("0", "")), "body",
                Mirror.body("y".repeat(40))));
        rig.each("no chunk but the last one",
                () -> Mirror.expect(exchange(server, head() + "0\r\n\r\n"), "body", Mirror.body("")));
    }

    @Test
    @Check(value = "extensions are ignored, trailers are mirrored", task = "chunked", rule = "chunk-extensions",
            points = 3,
            clause = "RFC 9112 §7.1.1, §7.1.2",
            explain = """
                    A size may be followed by `;name=value`, with or without quotes around the value: a recipient
                    ignores what it does not know. A size may have leading zeros. After the last chunk come trailers,
                    which are field lines as in a head. They are kept apart from the fields of the head.
                    """)
    void extensionsAndTrailers(Rig rig) {
        Server server = Lab03.start(rig);
        String data = rig.word();
        String size = Integer.toHexString(data.length());
        for (String line : List.of(";a", ";a=b", ";a=\"b;c\"", ";a=\"\\\"5\";b", " ;a=b", "; a = b", "\t;\ta",
                " \t;\t a \t=\t b \t;c")) {
            rig.each("the size line " + size + line, () -> Mirror.expect(
                    exchange(server, head() + chunk(size + line, data) + chunk("0" + line, "")), "body",
                    Mirror.body(data)));
        }
        ChunkExtensions extensions = new ChunkExtensions(rig.random());
        for (int i = 1; i <= GENERATED; i++) {
            String line = extensions.valid();
            rig.each("random extensions, " + i + " of " + GENERATED, () -> Mirror.expect(
                    exchange(server, head() + chunk(size + line, data) + chunk("0" + line, "")), "body",
                    Mirror.body(data)));
        }
        rig.each("an extension of 150 bytes", () -> Mirror.expect(exchange(server,
                head() + chunk(size + ";" + "e".repeat(149), data) + chunk("0", "")), "body", Mirror.body(data)));
        rig.each("two sizes of ten digits, with an extension each", () -> Mirror.expect(exchange(server, head()
                + chunk("000000000" + size + ";a", data) + chunk("000000000" + size + ";a=b", data) + chunk("0", "")),
                "body", Mirror.body(data + data)));
        for (String zeros : List.of("0", "000", "00000000")) {
            rig.each("the sizes 0" + size + " and " + zeros, () -> Mirror.expect(
                    exchange(server, head() + chunk("0" + size, data) + chunk(zeros, "")), "body", Mirror.body(data)));
        }
        rig.each("trailers, and a request after them", () -> {
            try (Client client = server.connect()) {
                client.send(head() + chunk(data) + "0\r\n" + lines("X-Sum: " + data, "Other: x", "x-sum: 2") + "\r\n"
                        + request("GET /next HTTP/1.1"));
                Mirror.expect(client.answer(), "field body trailer",
                        "field: host: localhost", "field: transfer-encoding: chunked", Mirror.body(data),
                        "trailer: x-sum: " + data, "trailer: other: x", "trailer: x-sum: 2");
                Mirror.expect(client.answer(), "target trailer", "target: /next");
            }
        });
    }

    @Test
    @Check(value = "chunks may be cut anywhere, and may be larger than any buffer", task = "chunked",
            rule = "chunk-cut",
            points = 3,
            builds = "incremental",
            explain = """
                    A read may end between the digits of a size, between CR and LF, in the data, or in a trailer. All
                    you have to remember is which part comes next. If the complaint is about field lines, look at
                    `keep`: it must leave nothing in its input.
                    """)
    void cutChunks(Rig rig) {
        Server server = Lab03.start(rig);
        String a = rig.word();
        String b = content(rig, 0x12);
        String body = chunk(a) + chunk("0012;x=\"y\"", b) + "0\r\nSum: " + a + "\r\n\r\n";
        int head = head().length();
        rig.each("one byte at a time", () -> {
            try (Client client = server.connect()) {
                client.send(head());
                server.awaitRead(client);
                sendSingly(rig, server, client, body);
                Mirror.expect(client.answer(), "body trailer", Mirror.body(a + b), "trailer: sum: " + a);
            }
        });
        int second = head + chunk(a).length();
        int end = head + body.length();
        int[] borders = {head, head + 2, second - 1, second + 2, second + 6, second + 11, second + 20, end - 12,
                end - 3, end - 1};
        int[] random = Arrays.stream(cuts(rig, 1, body.length())).map(place -> head + place).toArray();
        for (int[] places : List.of(borders, random)) {
            rig.each("chunks cut at " + Arrays.toString(places), () -> {
                try (Client client = server.connect()) {
                    sendCut(server, client, head() + body, places);
                    Mirror.expect(client.answer(), "body trailer", Mirror.body(a + b), "trailer: sum: " + a);
                }
            });
        }
        String large = content(rig, 20_000);
        String data = content(rig, 9_000);
        rig.each("chunks of 20,000 bytes, 1 byte, and 9,000 bytes", () -> {
            try (Client client = server.connect()) {
                client.sendUnlogged(head() + chunk(large) + chunk("x") + chunk(data) + "0\r\n\r\n");
                Mirror.expect(client.answer(), "body", Mirror.body(large + "x" + data));
            }
        });
    }

    @Test
    @Check(value = "chunks over the limit are refused with 413 as soon as a size says so", task = "chunked",
            rule = "chunk-limit", points = 2,
            builds = "errors", ownServer = true, clause = "RFC 9110 §15.5.14, RFC 9112 §7.1",
            explain = """
                    The limit applies to the sum of all sizes, and a size is known before its data arrives: a server
                    that waits for the data has to hold it in memory. A size that does not fit in 64 bits must not
                    wrap around and become small or negative. Counting down from a negative size never reaches 0.
                    """)
    void tooMuch(Rig rig) {
        int most = rig.random().nextInt(2_000, 5_000);
        Server server = Lab03.start(rig, "--max-body", "" + most);
        String good = content(rig, most - 100);
        rig.control("chunks 100 bytes under --max-body are mirrored", () -> Mirror.expect(exchange(server, head()
                + chunk(good.substring(0, 50)) + chunk(good.substring(50)) + "0\r\n\r\n"), "body", Mirror.body(good)));
        List<Bad> all = new ArrayList<>();
        all.add(new Bad("one chunk over --max-body, and no data", head() + Integer.toHexString(most + 100) + "\r\n",
                413));
        all.add(new Bad("a second chunk that exceeds the limit, and no data", head() + chunk("x".repeat(most / 2))
                + Integer.toHexString(most - most / 2 + 100) + "\r\n", 413));
        for (String size : List.of("7fffffff", "80000000", "ffffffff", "100000005", "7FFFFFFFFFFFFFFF")) {
            all.add(new Bad("the size " + size, head() + size + "\r\n12345\r\n0\r\n\r\n" + Lab03.HIDDEN, 413));
        }
        for (String size : List.of("8000000000000000", "8000000000000005", "ffffffffffffffff", "10000000000000005",
                "f".repeat(16) + "5", "1" + "0".repeat(31) + "5", "f".repeat(100))) {
            all.add(new Bad("the size " + size, head() + size + "\r\n12345\r\n0\r\n\r\n" + Lab03.HIDDEN, 400, 413));
        }
        expectRefused(rig, server, all);
    }
}
