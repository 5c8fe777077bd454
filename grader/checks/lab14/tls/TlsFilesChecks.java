package grader.checks.lab14.tls;

import static grader.checks.lab01.Lab01.get;

import grader.clients.http.Await;
import grader.clients.tls.SelfSigned;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Task tls: the folder of certificates, and sessions. */
public class TlsFilesChecks {

    /** The page says 5 s. */
    private static final Duration RELOAD = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Test
    @Check(value = "new certificates are used without a restart, and open connections go on", task = "tls",
            rule = "tls-reload", points = 1, slow = true, ownServer = true, builds = "names",
            explain = """
                    Certificates last some weeks, and are renewed by a program at night. A server that had to be
                    restarted for that would drop connections, or be forgotten until it is too late. So it looks at the
                    files now and then, and has new ones ready for the next handshake.
                    """)
    void reloaded(Rig rig) {
        CertificateFiles files = CertificateFiles.of(rig, "localhost");
        SelfSigned any = files.put("default");
        TlsClients clients = TlsServer.serving(rig, files);
        try (TlsClient open = clients.connect("localhost")) {
            open.send(get("/json")).expect(200);
            rig.each("a certificate is replaced", () -> expectShown(clients, "localhost", files.put("localhost")));
            String name = rig.word() + ".test";
            rig.each("a name is added", () -> expectShown(clients, name, files.put(name)));
            rig.each("a name is gone", () -> {
                files.delete(name + ".crt");
                files.delete(name + ".key");
                expectShown(clients, name, any);
            });
            rig.each("the connection from before goes on", () -> open.send(get("/json")).expect(200));
        }
    }

    private static void expectShown(TlsClients clients, String name, SelfSigned certificate) {
        clients.rig().tell("the files of " + name + " are others now");
        boolean[] shown = new boolean[1];
        clients.rig()
                .quietly(() -> shown[0] =
                        Await.comesTrue(RELOAD, PAUSE, () -> TlsServer.shows(clients, name, certificate)));
        if (!shown[0]) {
            throw clients.rig()
                    .failure("expected the new certificate for " + name + " within 5 s, but it was not there after "
                            + RELOAD.toSeconds() + " s");
        }
    }

    @Test
    @Check(value = "if new files cannot be used, the old ones stay in use, and a line says so", task = "tls",
            rule = "tls-reload", points = 1, slow = true, ownServer = true, builds = "reloaded",
            explain = """
                    A disk that was full, or a key that came without its certificate, must not take a site down that
                    works. The server goes on with what it has. The operator must learn of it, as the old certificate
                    will expire: one line on standard error names the file. Other names are not affected.
                    """)
    void brokenKeepsOld(Rig rig) {
        CertificateFiles files = CertificateFiles.of(rig, "default");
        SelfSigned before = files.put("localhost");
        TlsClients clients = TlsServer.serving(rig, files);
        rig.tell("localhost.crt is damaged, and at the same time a name is added");
        files.write("localhost.crt", before.certificatePem().substring(0, 200));
        String next = "next." + rig.word() + ".test";
        SelfSigned added = files.put(next);
        if (clients.server().awaitErrorLine(line -> line.contains("localhost.crt"), RELOAD).isEmpty()) {
            throw rig.failure("expected a line on standard error that names localhost.crt within 5 s");
        }
        rig.step("the name that was added", () -> expectShown(clients, next, added));
        String name = rig.word() + ".test";
        rig.step("another name is added", () -> expectShown(clients, name, files.put(name)));
        long lines = clients.server().errorLines().stream().filter(line -> line.contains("localhost.crt")).count();
        if (lines != 1) {
            throw rig.failure("expected one line on standard error that names localhost.crt, but there are " + lines);
        }
        if (!TlsServer.shows(clients, "localhost", before)) {
            throw rig.failure("expected the certificate from before for localhost");
        }
        rig.step("the files are replaced", () -> expectShown(clients, "localhost", files.put("localhost")));
    }

    @Test
    @Check(value = "a folder that cannot be used ends the start, and the message names the file", task = "tls",
            rule = "tls-mistakes", points = 1, ownServer = true, builds = "served-over-tls",
            explain = """
                    An operator who starts a server with the wrong key learns it immediately, and not from the first
                    client. The message names the flag, the folder and the file, says what is wrong with it, and what to
                    do; the exit code is 2.
                    """)
    void mistakes(Rig rig) {
        CertificateFiles right = CertificateFiles.of(rig, "localhost");
        rig.control("a folder that can be used", () -> TlsServer.start(rig, right));
        String missing = right.folder().resolve(rig.word()).toString();
        rig.each("no such folder", () -> expectRefusal(rig, missing, "there is no such folder", "--tls"));
        rig.each("an empty folder", () -> expectRefusal(rig, CertificateFiles.in(rig).toString(),
                "there is no certificate", "--tls"));
        SelfSigned made = SelfSigned.of("localhost");
        rig.each("no key", () -> expectRefusal(rig, "localhost.key",
                files -> files.write("localhost.crt", made.certificatePem())));
        rig.each("the key of another certificate", () -> expectRefusal(rig, "localhost.key",
                files -> files.put("localhost", made.certificatePem(), SelfSigned.of("localhost").keyPem())));
        rig.each("an encrypted key", () -> expectRefusal(rig, "localhost.key",
                files -> files.put("localhost", made.certificatePem(), encrypted(rig))));
        rig.each("no certificate", () -> expectRefusal(rig, "localhost.crt",
                files -> files.put("localhost", rig.word() + "\n", made.keyPem())));
        rig.each("an expired certificate is used, with a line", () -> {
            CertificateFiles files = CertificateFiles.in(rig);
            SelfSigned expired = SelfSigned.of("localhost", "RSA", Instant.now().minusSeconds(100_000));
            files.put("localhost", expired.certificatePem(), expired.keyPem());
            TlsClients clients = TlsServer.start(rig, files);
            TlsServer.expectServed(clients);
            if (clients.server().awaitErrorLine(line -> line.contains("localhost.crt"), PAUSE).isEmpty()) {
                throw rig.failure("expected a line on standard error that names localhost.crt");
            }
        });
    }

    private static String encrypted(Rig rig) {
        byte[] bytes = new byte[200];
        rig.random().nextBytes(bytes);
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }

    private static void expectRefusal(Rig rig, String file, Consumer<CertificateFiles> content) {
        CertificateFiles files = CertificateFiles.in(rig);
        content.accept(files);
        expectRefusal(rig, files.toString(), file + " cannot be used", "--tls", file);
    }

    private static void expectRefusal(Rig rig, String folder, String why, String... names) {
        rig.runToEnd("--database", rig.emptyDatabase(), "--tls", folder).expectRefusal(why, names);
    }

    @Test
    @Check(value = "a client may resume its session with another connection", task = "tls", rule = "tls-resumption",
            points = 1, ownServer = true, builds = "served-over-tls", clause = "RFC 8446 §2.2",
            explain = """
                    A handshake with a certificate costs a signature, which is most of what a connection costs. A client
                    that was here before need not pay it again, whatever the name that it asks for.
                    """)
    void resumed(Rig rig) {
        CertificateFiles files = CertificateFiles.of(rig, "default", "localhost");
        String name = "shop." + rig.word() + ".test";
        files.put(name);
        TlsClients clients = TlsServer.serving(rig, files);
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            for (String host : List.of(name, "localhost")) {
                rig.each(version + ", " + host.replace(name, "another name"), () -> {
                    TlsClients same = new TlsClients(rig, clients.server());
                    for (int i = 0; i < 3; i++) {
                        try (TlsClient client = same.connect(host, version)) {
                            client.send(get("/json")).expect(200);
                        }
                    }
                    if (same.shown() != 1) {
                        throw rig.failure("expected one handshake with a certificate for three connections of a client"
                                + ", but there were " + same.shown());
                    }
                });
            }
        }
    }
}
