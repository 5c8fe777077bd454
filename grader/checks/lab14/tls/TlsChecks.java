package grader.checks.lab14.tls;

import static grader.checks.lab01.Lab01.get;

import grader.checks.lab01.Lab01;
import grader.checks.lab08.EachEngine;
import grader.clients.tls.SelfSigned;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Task tls: HTTP inside TLS, whatever the engine, and however the bytes are cut. */
public class TlsChecks {

    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");
    /** More than any buffer of a connection has, and not more than any server takes. */
    private static final int LARGE = 700_000;

    @Test
    @Check(value = "requests are served over TLS 1.2 and 1.3, with each engine", task = "tls", rule = "tls-versions",
            points = 2, foundation = true, ownServer = true,
            explain = """
                    TLS is a protocol between the engine and HTTP: what comes from the client is unwrapped for the
                    protocol inside, and what that has to send is wrapped. Both sides know nothing of each other. After
                    the handshake, a request is served as it is without TLS, and so is the next one.
                    """)
    void servedOverTls(Rig rig) {
        CertificateFiles files = CertificateFiles.of(rig, "localhost");
        EachEngine.tryOn(rig, flags -> start(rig, files, flags), clients -> {}, clients -> {
            for (String version : VERSIONS) {
                try (TlsClient client = clients.connect("localhost", version)) {
                    client.send(get("/")).expect(200);
                    client.send(get("/json")).expect(200);
                }
            }
        });
        rig.each("process", () -> EachEngine
                .ifServing(rig, "process", flags -> start(rig, files, flags), clients -> {})
                .ifPresent(TlsServer::expectServed));
    }

    /** Starts a server; the control is that another one with this engine serves without TLS. */
    private static TlsClients start(Rig rig, CertificateFiles files, String... engine) {
        if (engine.length > 0) {
            Server plain = rig.start(UsualFlags.of("--database", rig.emptyDatabase()).and(engine));
            rig.control(String.join(" ", engine) + " serves without TLS", () -> {
                try (Client client = plain.connect()) {
                    client.send(get("/")).answer().expectStatus(200);
                }
            });
        }
        return TlsServer.start(rig, files, engine);
    }

    @Test
    @Check(value = "a request over TLS is one for https", task = "tls", rule = "tls-versions", points = 1,
            ownServer = true, builds = "served-over-tls", clause = "RFC 9110 §7.4",
            explain = """
                    What is inside TLS must know that it is: a target in absolute form says https, and responses, logs
                    and the next servers depend on the scheme. The outcome of the handshake is part of the
                    connection's Peer.
                    """)
    void https(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        try (TlsClient client = clients.connect("localhost")) {
            client.send(get("https://localhost/json")).expect(200);
        }
    }

    @Test
    @Check(value = "records and requests may be cut at any byte, and come together", task = "tls", rule = "tls-split",
            points = 1, ownServer = true, builds = "served-over-tls",
            explain = """
                    A read returns what has come by then: a part of a record, or several at once. A part stays until
                    the rest has come. When a request is complete, what has come after it stays encrypted until its
                    response is sent: the protocol inside wants no input while it works.
                    """)
    void anyCut(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        VERSIONS.forEach(version -> {
            rig.each(version + ", byte by byte", () -> {
                try (TlsClient client =
                        clients.connect("localhost", version, parameters -> {}, socket -> socket.cutAfter(1))) {
                    client.send(get("/json")).expect(200);
                }
            });
            rig.each(version + ", a request in two records", () -> {
                try (TlsClient client = clients.connect("localhost", version)) {
                    String request = get("/json");
                    int cut = rig.random().nextInt(1, request.length());
                    client.send(request.substring(0, cut)).send(request.substring(cut)).expect(200);
                }
            });
            rig.each(version + ", twenty requests in twenty records", () -> expectAll(clients, version, 1));
            rig.each(version + ", twenty requests in one record", () -> expectAll(clients, version, 20));
            rig.each(version + ", much content both ways", () -> expectLarge(clients, version));
        });
    }

    /** Requests are sent together, so many of them in each record, with what ends the handshake. */
    private static void expectAll(TlsClients clients, String version, int perRecord) {
        try (TlsClient client =
                clients.connect("localhost", version, parameters -> {}, TappedSocket::sendTogether)) {
            for (int i = 0; i < 20; i += perRecord) {
                client.send(get("/json").repeat(perRecord));
            }
            for (int i = 0; i < 20; i++) {
                client.expect(200);
            }
        }
    }

    private static void expectLarge(TlsClients clients, String version) {
        try (TlsClient client = clients.connect("localhost", version)) {
            String content = "x".repeat(LARGE);
            String sent = client.send(request("POST", "/echo", "Content-Length: " + LARGE) + content).expect(200);
            if (!sent.equals(content)) {
                throw clients.rig().failure("expected the same " + LARGE + " bytes back, got " + sent.length());
            }
        }
    }

    private static String request(String method, String target, String field) {
        return Lab01.request(method, target).replaceFirst("\r\n\r\n", "\r\n" + field + "\r\n\r\n");
    }

    @Test
    @Check(value = "a client gets the certificate for the name that it asks for", task = "tls", rule = "tls-names",
            points = 1, ownServer = true, builds = "served-over-tls", clause = "RFC 6066 §3",
            explain = """
                    Many names share one address. The client says in its first message which of them it wants, and the
                    server needs that before it chooses a certificate: the exact name comes first, then one with `*` for
                    the first label, then the default. Names ignore case.
                    """)
    void names(Rig rig) {
        CertificateFiles files = CertificateFiles.in(rig);
        String domain = rig.word() + ".test";
        SelfSigned any = files.put("default");
        SelfSigned exact = files.put("shop." + domain);
        SelfSigned wildcard = files.put("*." + domain);
        SelfSigned capital = files.put("NEWS." + domain);
        TlsClients clients = TlsServer.serving(rig, files);
        rig.each("the name", () -> expect(clients, "shop." + domain, exact));
        rig.each("a name for a wildcard", () -> expect(clients, "api." + domain, wildcard));
        rig.each("the name in capitals", () -> expect(clients, ("shop." + domain).toUpperCase(Locale.ROOT),
                exact));
        rig.each("a HOST in capitals", () -> expect(clients, "news." + domain, capital));
        rig.each("a name with one label more", () -> expect(clients, "a.api." + domain, any));
        rig.each("a name with one label less", () -> expect(clients, domain, any));
        rig.each("an unknown name", () -> expect(clients, rig.word() + ".example", any));
        rig.each("no name", () -> expect(clients, null, any));
    }

    private static void expect(TlsClients clients, String name, SelfSigned certificate) {
        if (!TlsServer.shows(clients, name, certificate)) {
            throw clients.rig().failure("expected another certificate for " + (name == null ? "no name" : name));
        }
    }

    @Test
    @Check(value = "ALPN chooses http/1.1, and nothing else", task = "tls", rule = "tls-alpn", points = 1,
            ownServer = true, builds = "served-over-tls", clause = "RFC 7301 §3.2",
            explain = """
                    With ALPN, both sides agree in the handshake on what comes after it. A server that lets a client
                    believe in a protocol that it does not speak gets garbage. Without an overlap, the handshake
                    therefore fails, with an alert that says why.
                    """)
    void alpn(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        for (String version : VERSIONS) {
            rig.each(version + ", http/1.1", () -> expectChosen(clients, version, "http/1.1", "http/1.1"));
            rig.each(version + ", h2 and http/1.1", () -> expectChosen(clients, version, "http/1.1", "h2", "http/1.1"));
            rig.each(version + ", none", () -> expectChosen(clients, version, ""));
            rig.each(version + ", h2", () -> {
                try (TlsClient client = clients.begin("localhost", version,
                        parameters -> parameters.setApplicationProtocols(new String[] {"h2"}), socket -> {})) {
                    expectAlert(clients, client.shakeHands(), "no_application_protocol");
                }
            });
        }
    }

    private static void expectChosen(TlsClients clients, String version, String chosen, String... offered) {
        try (TlsClient client = clients.connect("localhost", version,
                parameters -> parameters.setApplicationProtocols(offered), socket -> {})) {
            String protocol = client.secure().getApplicationProtocol();
            if (!chosen.equals(protocol)) {
                throw clients.rig().failure("expected ALPN to choose '" + chosen + "', got '" + protocol + "'");
            }
            client.send(get("/json")).expect(200);
        }
    }

    private static void expectAlert(TlsClients clients, String failure, String alert) {
        if (!failure.contains(alert)) {
            throw clients.rig()
                    .failure("expected the alert " + alert + ", but "
                            + (failure.isEmpty() ? "the handshake succeeded" : "the client says: " + failure));
        }
    }

    @Test
    @Check(value = "old versions and weak cipher suites are refused", task = "tls", rule = "tls-ciphers", points = 1,
            ownServer = true, builds = "served-over-tls", clause = "RFC 9325 §4.2",
            explain = """
                    What a server accepts, an attacker may force upon its clients. TLS 1.1 and older are broken. Suites
                    with CBC have leaked what they encrypt more than once, and without ECDHE a stolen key opens all that
                    was ever recorded.
                    """)
    void weakRefused(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        List<String> suites = List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
        suites.forEach(suite -> rig.each(suite, () -> {
            try (TlsClient client = clients.begin("localhost", "TLSv1.2",
                    parameters -> parameters.setCipherSuites(new String[] {suite}), socket -> {})) {
                if (client.shakeHands().isEmpty()) {
                    throw rig.failure("expected the handshake to fail, but it succeeded with " + suite);
                }
            }
        }));
        rig.each("TLS 1.1", () -> OldHello.expectRefused(clients));
    }
}
