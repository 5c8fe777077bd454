package grader.checks.lab04;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import org.junit.jupiter.api.Test;

/** Task decode: what percent-escapes mean. Bad ones are in {@link BadEscapeChecks}. */
class DecodeChecks {

    @Test
    @Check(value = "an escape is one byte, and the bytes are UTF-8", task = "decode", rule = "escapes", points = 6,
            foundation = true,
            ownServer = true, clause = "RFC 3986 §2.1, §2.5",
            explain = """
                    `%C3%BC` is `ü`: two bytes, one character. The hexadecimal digits may be in either case. A plus is
                    a plus; only forms use it for a space. The server decodes segments before it compares them, so
                    `/%61` is `/a`.
                    """)
    void decodes(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "GET /b/*r", "GET /c/{y}/d");
        table.control("GET /a/v", "GET /a/{x}", "x: v");
        expectDecoded(table, "v%20w", "v w");
        expectDecoded(table, "%41%5a%7E%7e", "AZ~~");
        expectDecoded(table, "v+w%2B", "v+w+");
        expectDecoded(table, "%c3%BCv", "üv");
        expectDecoded(table, "%E2%82%AC%F0%9F%98%80", "€😀");
        expectDecoded(table, "v%EF%BF%BDw", "v\uFFFDw");
        expectDecoded(table, "v%3Fw%23", "v?w#");
        expectDecoded(table, "%7Bx%7D", "{x}");
        expectDecoded(table, "*v", "*v");
        expectDecoded(table, "v!$&'()*,=:@-._~", "v!$&'()*,=:@-._~");
        String path = escaped(table.words().in("c")) + "/" + escaped(table.words().in("v")) + "/"
                + escaped(table.words().in("d"));
        table.expect("GET /" + path, "GET /c/{y}/d", "y: v");
    }

    private static void expectDecoded(Table table, String segment, String value) {
        table.expect("GET /a/" + segment, "GET /a/{x}", "x: " + value);
        table.expect("GET /b/" + segment + "/u", "GET /b/*r", "r: " + value + "/u");
    }

    /** The same word with its first letter as an escape. */
    private static String escaped(String word) {
        return "%%%02x".formatted((int) word.charAt(0)) + word.substring(1);
    }

    @Test
    @Check(value = "a segment is decoded exactly once", task = "decode", rule = "decode-once", points = 4,
            ownServer = true,
            clause = "RFC 3986 §2.4",
            explain = """
                    `%25` is a percent sign, and decoded text has no escapes: `%2541` is `%41`, not `A`. A server that
                    decodes twice reads a different path than the proxy that checked it.
                    """)
    void once(Rig rig) {
        Table table = Table.start(rig, "GET /a/{x}", "GET /b/*r", "GET /c/{x}/{y}", "GET /d/d");
        table.control("GET /a/v", "GET /a/{x}", "x: v");
        expectDecoded(table, "%2541", "%41");
        expectDecoded(table, "%25", "%");
        expectDecoded(table, "v%25zz", "v%zz");
        expectDecoded(table, "%25252F", "%252F");
        expectDecoded(table, "%252e%252E", "%2e%2E");
    }

    @Test
    @Check(value = "an escaped slash does not split a segment", task = "decode", rule = "escaped-slash", points = 4,
            ownServer = true,
            clause = "RFC 3986 §2.2",
            explain = """
                    The server splits the path at its slashes first, and then decodes each segment. `/a%2Fb` has one
                    segment, `a/b`. If a server decodes first, a client can reach paths that the proxy in front of it
                    did not see.
                    """)
    void slashInside(Rig rig) {
        RawTable table = Table.start(rig, "GET /a/{x}", "GET /a/{x}/{y}", "GET /b/c", "GET /{z}", "GET /d/*r").raw();
        table.control("GET /a/v/w", "GET /a/{x}/{y}", "x: v", "y: w");
        table.expect("GET /a/v%2Fw", "GET /a/{x}", "x: v/w");
        table.expect("GET /a/v%2fw/u", "GET /a/{x}/{y}", "x: v/w", "y: u");
        table.expect("GET /b%2Fc", "GET /{z}", "z: b/c");
        table.expect("GET /%2Fb", "GET /{z}", "z: /b");
        table.expect("GET /d/v%2Fw/u", "GET /d/*r", "r: v/w/u");
    }
}
