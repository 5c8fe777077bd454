package grader.checks.lab14.tls;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Limits;
import grader.clients.tls.SelfSigned;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.util.List;

/** The learner's server, with TLS. No time limit ends anything but those that a check sets. */
final class TlsServer {

    private TlsServer() {}

    /** @param own flags of the check */
    static TlsClients start(Rig rig, CertificateFiles files, String... own) {
        Server server = rig.start(UsualFlags
                .of("--tls", files.toString(), "--database", rig.emptyDatabase(), "--queue-target", Limits.ENDLESS)
                .endless("header", "body", "total", "upstream", "idle", "request", "handler", "write", "handshake")
                .and(own));
        return new TlsClients(rig, server);
    }

    /** The same; the control is that it serves. */
    static TlsClients serving(Rig rig, CertificateFiles files, String... own) {
        TlsClients clients = start(rig, files, own);
        rig.control("the server on port " + clients.server().address().getPort() + " serves over TLS",
                () -> expectServed(clients));
        return clients;
    }

    /** A server with one certificate. */
    static TlsClients serving(Rig rig, String... own) {
        return serving(rig, CertificateFiles.of(rig, "localhost"), own);
    }

    static void expectServed(TlsClients clients) {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            try (TlsClient client = clients.connect("localhost", version)) {
                client.send(get("/")).expect(200);
            }
        }
    }

    /** A new connection gets this certificate. */
    static boolean shows(TlsClients clients, String name, SelfSigned expected) {
        TlsClients others = new TlsClients(clients.rig(), clients.server());
        try (TlsClient client = others.connect(name)) {
            return expected.isSame(client.certificate());
        }
    }
}
