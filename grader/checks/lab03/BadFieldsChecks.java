package grader.checks.lab03;

import static grader.checks.lab03.Lab03.HIDDEN;
import static grader.checks.lab03.Lab03.exchange;
import static grader.checks.lab03.Lab03.expectRefused;
import static grader.checks.lab03.Lab03.head;
import static grader.checks.lab03.Lab03.request;

import grader.checks.lab03.Lab03.Bad;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Task fields: lines that two servers once read in two ways, and heads without exactly one Host. */
class BadFieldsChecks {

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    @Execution(ExecutionMode.SAME_THREAD)
    @Check(value = "a line that could be read in two ways is refused", task = "fields", rule = "field-form", points = 4,
            builds = "errors",
            clause = "RFC 9112 §2.2, §5.1, §5.2; RFC 9110 §5.5",
            explain = """
                    A name is a token, and its colon follows immediately. A line ends in CR LF, and never continues on
                    the next one. A value contains no control character except the tab. Every exception to these rules
                    was once a way to hide a field, or a whole request, from the server in front.
                    """)
    void ambiguousLines(Bad bad, Rig rig) {
        Server server = Lab03.start(rig);
        rig.control("correct field lines are accepted",
                () -> exchange(server, request("GET / HTTP/1.1", "A: b", "C: d")).expectStatus(200));
        expectRefused(rig, server, bad);
    }

    static List<Bad> ambiguous() {
        List<Bad> all = new ArrayList<>(List.of(
                line("a space before the colon", "A : b"),
                line("a tab before the colon", "A\t: b"),
                line("a line that continues after a space", "A: b\r\n c"),
                line("a line that continues after a tab", "A: b\r\n\tc: d"),
                line("a line of one space", "A: b\r\n "),
                line("no colon", "A"),
                line("a space, and no colon", "A b"),
                line("no name", ": b"),
                line("a space for a name", " : b"),
                line("parentheses in a name", "A(b): c"),
                line("a slash in a name", "A/b: c"),
                line("NUL in a name", "A\0b: c"),
                line("a control character in a name", "A\13: b"),
                line("a byte above 0x7F in a name", "A\u00e9: b"),
                line("NUL in a value", "A: b\0c"),
                line("a bare CR in a value", "A: b\rc"),
                line("a bare CR, and what looks like a line", "A: b\rC: d"),
                line("CR CR LF", "A: b\r"),
                line("a bare LF at the end of a line", "A: b\nC: d"),
                line("LF CR at the end of a line", "A: b\n\rC: d"),
                line("two bare LFs at the end of a line", "A: b\n\nC: d"),
                line("NUL in place of the CR at the end of a line", "A: b\0\nC: d"),
                new Bad("the first line begins with a space",
                        head("GET / HTTP/1.1", " Host: localhost\r\nA: b\r\n") + HIDDEN, 400),
                new Bad("a bare LF as the empty line", "GET / HTTP/1.1\r\nHost: localhost\r\n\n" + HIDDEN, 400),
                new Bad("two bare LFs at the end", "GET / HTTP/1.1\r\nHost: localhost\n\n" + HIDDEN, 400),
                new Bad("a bare CR as the empty line", "GET / HTTP/1.1\r\nHost: localhost\r\n\r" + HIDDEN, 400),
                new Bad("LF CR LF at the end", "GET / HTTP/1.1\r\nHost: localhost\n\r\n" + HIDDEN, 400)));
        for (char control : new char[] {1, 7, 8, 0x0b, 0x0c, 0x1b, 0x1f, 0x7f}) {
            all.add(line("the control character 0x%02x in a value".formatted((int) control), "A: b" + control + "c"));
        }
        all.addAll(List.of(
                hiding("Transfer-Encoding after a space before its colon", "Transfer-Encoding : chunked"),
                hiding("Transfer-Encoding in a folded line", "Transfer-Encoding:\r\n chunked"),
                hiding("Transfer-Encoding that ends in a folded line", "Transfer-Encoding: x\r\n\tchunked"),
                hiding("Transfer-Encoding after a bare CR", "A: b\rTransfer-Encoding: chunked"),
                hiding("Transfer-Encoding after a bare LF", "A: b\nTransfer-Encoding: chunked"),
                hiding("Transfer-Encoding after a space", "A: b\r\n Transfer-Encoding: chunked"),
                hiding("Transfer-Encoding with a vertical tab", "Transfer-Encoding: \13chunked"),
                hiding("Transfer-Encoding with NUL", "Transfer-Encoding: chunked\0"),
                hiding("Content-Length after a space before its colon", "Content-Length : 5"),
                hiding("Content-Length with NUL", "Content-Length: 5\0")));
        return all;
    }

    /**
     * A body for a server that understands this line, and a request for a server that does not. Rejecting it for
     * another reason is right, too.
     */
    private static Bad hiding(String what, String line) {
        return new Bad(what, request("POST / HTTP/1.1", line) + "0\r\n\r\n" + HIDDEN, 400, 501);
    }

    private static Bad line(String what, String line) {
        return new Bad(what, request("GET / HTTP/1.1", line) + HIDDEN, 400);
    }

    @Test
    @Check(value = "a request has exactly one valid Host", task = "fields", rule = "host-field", points = 4,
            builds = "errors",
            clause = "RFC 9112 §3.2",
            explain = """
                    An HTTP/1.1 request has exactly one Host, even if its target is a whole URI. Two are refused, even
                    if they are equal. The value is a name or an address, with or without a port; it may be empty.
                    HTTP/1.0 may leave the field out, but an invalid one is refused there, too.
                    """)
    void host(Rig rig) {
        Server server = Lab03.start(rig);
        for (String host : List.of(rig.word(), rig.word() + ".example:8080", "127.0.0.1:80", "[::1]", "[::1]:8080",
                "a_b-c.%20!~", "a:", "")) {
            rig.each("Host: " + host, () -> Mirror.expect(
                    exchange(server, head("GET / HTTP/1.1", "Host: " + host + "\r\n")), "field",
                    "field: host: " + host));
        }
        rig.each("no Host in HTTP/1.0", () -> Mirror.expect(exchange(server, head("GET / HTTP/1.0", "")), "field"));
        List<Bad> all = new ArrayList<>(List.of(
                new Bad("no Host", head("GET / HTTP/1.1", "A: b\r\n") + HIDDEN, 400),
                new Bad("no field at all", head("GET / HTTP/1.1", "") + HIDDEN, 400),
                new Bad("no Host in HTTP/1.2", head("GET / HTTP/1.2", "A: b\r\n") + HIDDEN, 400, 505),
                new Bad("no Host with a whole URI", head("GET http://localhost/ HTTP/1.1", "A: b\r\n") + HIDDEN, 400),
                new Bad("two hosts", head("GET / HTTP/1.1", "Host: a\r\nHost: b\r\n") + HIDDEN, 400),
                new Bad("twice the same Host", head("GET / HTTP/1.1", "Host: a\r\nX: y\r\nhost: a\r\n") + HIDDEN, 400),
                new Bad("an empty Host and another one", head("GET / HTTP/1.1", "Host:\r\nHost: a\r\n") + HIDDEN, 400),
                new Bad("two hosts in HTTP/1.0", head("GET / HTTP/1.0", "Host: a\r\nHost: b\r\n") + HIDDEN, 400),
                new Bad("a bad Host in HTTP/1.0", head("GET / HTTP/1.0", "Host: a b\r\n") + HIDDEN, 400)));
        for (String invalid : List.of("a b", "a/b", "a?b", "a#b", "a@b", "a:b", "a:80:80", "a:8 0", "http://a", "[::1",
                "[::1]a", "::1]", "a\"b", "<a>", "a\\b", "\u00e9")) {
            all.add(new Bad("Host: " + invalid, head("GET / HTTP/1.1", "Host: " + invalid + "\r\n") + HIDDEN, 400));
        }
        expectRefused(rig, server, all);
    }
}
