package grader.checks.lab04;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task decode: bad escapes, and bytes that are not text. */
class BadEscapeChecks {

    @Test
    @Check(value = "a percent sign without two hexadecimal digits gets a 400, in the query, too", task = "decode",
            rule = "bad-escapes",
            points = 4,
            ownServer = true, clause = "RFC 3986 §2.1",
            explain = """
                    `%` always begins an escape; a percent sign itself is `%25`. A bad escape has no meaning, so the
                    server rejects it and does not guess. That holds for the query, too, even if no handler reads it.
                    A line ending, `%0D%0A`, is a good escape: forms send it.
                    """)
    void badEscapes(Rig rig) {
        RawTable table = Table.start(rig, "GET /a/{x}", "GET /b/*r").raw();
        table.control("GET /a/v%20w?q=%20u", "GET /a/{x}", "x: v w");
        table.control("GET /b/v%20w/u", "GET /b/*r", "r: v w/u");
        table.expect("GET /a/v?q=w%0D%0au", "GET /a/{x}", "x: v");
        for (String bad : List.of("%", "%4", "%zz", "%4g", "%g4", "%%41", "v%-1", "%+1", "%u0041", "%0x41")) {
            table.expectStatus("GET /a/" + bad, 400);
        }
        for (String bad : List.of("v%/w", "v%4/1", "%zz/w", "v/%")) {
            table.expectStatus("GET /b/" + bad, 400);
        }
        for (String bad : List.of("%", "q=%4", "q=%zz&p=1", "%4g=1", "q=v%")) {
            table.expectStatus("GET /a/v?" + bad, 400);
        }
    }

    @Test
    @Check(value = "bytes that are not UTF-8, and NUL, get a 400", task = "decode", rule = "bad-text", points = 2,
            ownServer = true,
            clause = "RFC 3629 §3, §10",
            explain = """
                    UTF-8 has exactly one form for each character. A longer one, such as `%C0%AF` for a slash, is
                    invalid: attackers use it to get past a filter that looks for slashes. Half a character is
                    invalid, too, and does not continue in the next segment. Some programs take NUL for the end of a
                    name, so it is rejected here.
                    """)
    void badText(Rig rig) {
        RawTable table = Table.start(rig, "GET /a/{x}", "GET /b/*r").raw();
        table.control("GET /a/%C3%BC", "GET /a/{x}", "x: ü");
        for (String bad : List.of("%FF", "%80", "v%C3", "%C3v", "%C3%28", "%E2%82", "%C0%AF", "%C1%81", "%E0%80%AF",
                "%F0%80%80%AF",
                "%ED%A0%80", "%F4%90%80%80", "%00", "v%00w", "%C0%80")) {
            table.expectStatus("GET /a/" + bad, 400);
            table.expectStatus("GET /b/u/" + bad, 400);
        }
        table.expectStatus("GET /b/v%C3/%BCw", 400);
    }
}
