package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.refused;
import static grader.conformance.requirements.TestCases.understood;

import grader.conformance.connection.Reply;

/** The field Host. */
public final class HostCases extends Group {

    private static final String ROUTING =
            "Proxies, caches and virtual hosts rely on Host; if they disagree, clients get the wrong site.";

    public HostCases() {
        super("Host");
        must("host-missing", "9112 §3.2", "An HTTP/1.1 request without Host gets a 400.", ROUTING,
                refused(GET, "GET / HTTP/1.1|X-A: b||", 400));
        must("host-twice", "9112 §3.2", "A request with two Host lines gets a 400.", ROUTING,
                refused(GET, "GET / HTTP/1.1|Host: a.example|Host: b.example||", 400));
        must("host-twice-the-same", "9112 §3.2", "… even if they are equal.",
                refused(GET, "GET / HTTP/1.1|Host: a.example|Host: a.example||", 400));
        must("host-twice-in-case", "9112 §3.2", "… in any letter case.",
                refused(GET, "GET / HTTP/1.1|Host: a.example|hOST: b.example||", 400));
        must("host-twice-in-1-0", "9112 §3.2", "… also in HTTP/1.0.",
                refused(GET, "GET / HTTP/1.0|Host: a.example|Host: b.example||", 400));
        invalid("space", "a space", "a b.example");
        invalid("slash", "a path", "a.example/x");
        invalid("user", "a user name", "me@a.example");
        invalid("two-ports", "two ports", "a.example:80:81");
        invalid("bad-port", "a port that is not a number", "a.example:http");
        invalid("open-bracket", "an unclosed IP literal", "[::1");
        invalid("bad-literal", "an IP literal that is not an address", "[nonsense]");
        invalid("bad-escape", "an invalid escape", "a%zz.example");
        invalid("obs-text", "bytes above 127", "\u00e4.example");
        invalid("question", "a query", "a.example?x");
        invalid("backslash", "a backslash", "a.example\\b");
        valid("port", "a port", "a.example:8080");
        valid("empty-port", "an empty port", "a.example:");
        valid("ip", "an IPv4 address", "127.0.0.1");
        valid("ipv6", "an IPv6 address and a port", "[::1]:80");
        valid("underscore", "`_`, `~` and `!`", "a_b~c!d.example");
        valid("escape", "an escape", "a%2db.example");
        must("host-field-case", "9110 §5.1", "`hOsT` is Host.", understood(GET, GET.replace("Host", "hOsT")));
        must("host-not-needed-in-1-0", "9112 §3.2", "HTTP/1.0 needs no Host.", understood(GET, "GET / HTTP/1.0||"));
    }

    private void invalid(String id, String what, String value) {
        must("host-invalid-" + id, "9112 §3.2", "A Host with " + what + " gets a 400.",
                refused(GET, GET.replace("a.example", value), 400));
    }

    private void valid(String id, String what, String value) {
        must("host-valid-" + id, "9110 §7.2", "A Host with " + what + " is valid.", wire -> {
            wire.control(GET);
            Reply reply = wire.ask(GET.replace("a.example", value));
            // The last two mean that this server does not serve the host, not that the host is invalid.
            reply.expect(reply.isSuccess() || reply.status() == 404 || reply.status() == 421, "service, 404 or 421");
        });
    }
}
