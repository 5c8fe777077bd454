package grader.conformance.requirements;

import static grader.conformance.requirements.TestCases.GET;
import static grader.conformance.requirements.TestCases.refused;
import static grader.conformance.requirements.TestCases.rejected;
import static grader.conformance.requirements.TestCases.understood;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;

/** The request line: its parts, its lengths, and the four forms of a target. */
public final class TargetCases extends Group {

    private static final String FILTERS =
            "A filter in front may have checked a different target.";

    private static final String BY_HOST =
            "A proxy that uses the target and a server that uses Host would mean different resources.";

    public TargetCases() {
        super("Request line");
        line();
        lengths();
        absolute();
        otherForms();
        uris();
    }

    private static String target(String target) {
        return "GET " + target + " HTTP/1.1|Host: a.example||";
    }

    private void line() {
        should("space-in-target", "9112 §3.2",
                "A target with a space gets a 400 or a redirect; the server does not correct it.",
                FILTERS, refused(GET, target("/a b"), 400, 301));
        should("fragment-in-target", "9112 §3.2", "A target with a fragment is invalid.",
                refused(GET, target("/#top"), 400, 301));
        should("control-in-target", "9112 §3.2", "A target with a control character is invalid.", FILTERS,
                refused(GET, target("/\u0001"), 400, 301));
        should("nul-in-target", "9112 §3.2", "A target with NUL is invalid.", "In C, it cuts off whatever follows.",
                refused(GET, target("/\u0000x"), 400, 301));
        should("obs-text-in-target", "9112 §3.2", "A target with bytes above 127 is invalid.",
                refused(GET, target("/\u00e4"), 400, 301));
        should("target-without-slash", "9112 §3.2", "A target that has none of the four forms is invalid.",
                refused(GET, target("index"), 400, 301));
        should("no-target", "9112 §3.2", "A request line without a target is invalid.",
                refused(GET, "GET HTTP/1.1|Host: a.example||", 400, 301, 505));
        should("bad-method-token", "9112 §3.1", "A method that is not a token is invalid.",
                refused(GET, GET.replace("GET", "G(T"), 400, 501));
        should("more-behind-version", "9112 §3", "A request line with a fourth word is invalid.", FILTERS,
                refused(GET, GET.replace("1.1|", "1.1 HTTP/1.1|"), 400, 301));
    }

    private void lengths() {
        should("long-method", "9112 §3", "A method longer than any the server knows gets a 501.",
                refused(GET, GET.replace("GET", "M".repeat(200)), 501));
        must("long-target", "9112 §3", "A target longer than the server accepts gets a 414.", wire -> {
            wire.control(GET);
            Reply reply = wire.ask(target("/?" + "x".repeat(100_000)));
            reply.expect(reply.isSuccess() || reply.status() == 414, "414, or service");
        });
        should("8000-octets", "9112 §3", "A request line of 8,000 octets is served.",
                understood(GET, target("/?" + "x".repeat(8000 - "GET /? HTTP/1.1".length()))));
        must("long-field", "9110 §5.4", "A field longer than the server accepts gets a 4xx.",
                wire -> tooMuch(wire, "X-Long: " + "x".repeat(1_000_000) + "|"));
        must("many-fields", "9110 §5.4", "More fields than the server accepts get a 4xx.",
                wire -> tooMuch(wire, "X-A: b|".repeat(20_000)));
    }

    private static void tooMuch(Connections wire, String fields) {
        wire.control(GET);
        Reply reply = wire.ask(TestCases.get("/", fields));
        reply.expect(reply.isSuccess() || reply.isClientError(), "a 4xx, or service");
    }

    private void absolute() {
        must("absolute-form", "9112 §3.2.2", "A target may be a whole URI.",
                understood(GET, target("http://a.example/")));
        must("absolute-form-other-host", "9112 §3.2.2", "If the target names a host, the field Host is ignored.",
                BY_HOST,
                understood(GET, target("http://a.example/").replace("Host: a", "Host: b")));
        must("absolute-form-location", "9112 §3.2.2", "… even in a redirect that names a host.", BY_HOST, wire -> {
            Reply reply = wire.ask(target("http://b.example/json/"));
            String location = String.join("", reply.values("location"));
            if (!location.startsWith("http")) {
                throw new NotApplicable(
                        "no redirect that names a host: GET /json/ gets " + reply.status() + " " + location);
            }
            reply.expect(!location.contains("a.example"),
                    "b.example, the host of the target, got Location: " + location);
        });
        must("absolute-form-without-host", "9112 §3.2", "A whole URI is no substitute for Host.",
                refused(GET, "GET http://a.example/ HTTP/1.1|X-A: b||", 400));
        must("absolute-form-scheme-case", "9110 §4.2.3", "The scheme is case-insensitive.",
                understood(GET, target("HTTP://A.EXAMPLE/")));
        must("absolute-form-with-port", "9112 §3.2.2", "The host in a target may have a port.",
                understood(GET, "GET http://a.example:8080/ HTTP/1.1|Host: a.example:8080||"));
        must("absolute-form-query", "9112 §3.2.2", "A whole URI keeps its query.",
                understood(GET, target("http://a.example/?a=b")));
        must("empty-host-in-target", "9110 §4.2.1", "An http URI with an empty host is rejected.",
                rejected(GET, target("http:///")));
        must("https-on-plain", "9110 §7.4",
                "A request for an https resource is rejected on an unsecured connection.",
                "A confidential resource would cross the network in plain text.",
                rejected(GET, target("https://a.example/")));
        should("userinfo", "9110 §4.2.4", "A user name in a target is an error.",
                "Attackers use it to make one host look like another.",
                rejected(GET, target("http://b.example@a.example/")));
    }

    private void otherForms() {
        should("asterisk-only-for-options", "9112 §3.2.4", "The target `*` is for OPTIONS only.",
                refused(GET, target("*"), 400, 301));
        should("authority-only-for-connect", "9112 §3.2.3", "A host and port as the target are for CONNECT only.",
                refused(GET, target("a.example:80"), 400, 301));
        must("connect-without-port", "9110 §9.3.6", "CONNECT without a port is rejected.",
                rejected(GET, "CONNECT a.example HTTP/1.1|Host: a.example||"));
        must("connect-empty-port", "9110 §9.3.6", "CONNECT with an empty port is rejected.",
                rejected(GET, "CONNECT a.example: HTTP/1.1|Host: a.example||"));
        must("connect-bad-port", "9110 §9.3.6", "CONNECT with an invalid port is rejected.",
                rejected(GET, "CONNECT a.example:99999 HTTP/1.1|Host: a.example||"));
        must("asterisk", "9112 §3.2.4", "`OPTIONS *` asks about the server, not about a path named `*`.", wire -> {
            Reply plain = wire.ask("OPTIONS / HTTP/1.1|Host: a.example||");
            if (!plain.isSuccess()) {
                throw new NotApplicable("OPTIONS / gets " + plain.status());
            }
            Reply reply = wire.ask("OPTIONS * HTTP/1.1|Host: a.example||");
            reply.expect(reply.isSuccess(), "success, as for OPTIONS /");
        });
    }

    private void uris() {
        should("escaped-unreserved", "9110 §4.2.3", "An escaped letter in a path stands for that letter.", wire -> {
            String content = wire.control(target("/bytes/3")).body();
            wire.ask(target("/%62ytes/3")).expect(200).expectBody(content);
        });
        should("escape-case", "9110 §4.2.3", "The digits of an escape may be in either case.", wire -> {
            String value = wire.control(target("/header?value=%6A")).values("x-value").toString();
            Reply reply = wire.ask(target("/header?value=%6a"));
            reply.expect(reply.values("x-value").toString().equals(value), "X-Value " + value);
        });
        should("empty-path", "9110 §4.2.3", "A URI with an empty path means `/`.",
                understood(GET, target("http://a.example")));
        should("empty-path-query", "9110 §4.2.3", "… also with a query.",
                understood(GET, target("http://a.example?a=b")));
    }
}
