package docs.studio.edge;

import grader.clients.tls.SelfSigned;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The folder with the edge's certificate, and clients that trust those that have been in it, and no others. */
final class EdgeCertificates {

    private static final String HOST = "default";

    private final Path folder;
    private final List<SelfSigned> made = new CopyOnWriteArrayList<>();

    /** Makes the first certificate. */
    EdgeCertificates(Path folder) {
        this.folder = folder;
        replace();
    }

    Path folder() {
        return folder;
    }

    /** Puts another certificate, with another key, in place of the last one. */
    synchronized void replace() {
        SelfSigned next = SelfSigned.of("localhost");
        made.add(next);
        write(HOST + ".crt", next.certificatePem());
        write(HOST + ".key", next.keyPem());
    }

    /** Each file is there whole, or not at all. */
    private void write(String name, String text) {
        try {
            Path whole = Files.writeString(folder.resolve("." + name), text);
            Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException error) {
            throw UserError.of(error, "writing a certificate");
        }
    }

    boolean isNewest(X509Certificate certificate) {
        return made.getLast().isSame(certificate);
    }

    /** What makes connections, and keeps sessions, so that later ones resume. */
    SSLContext clients() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Known()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class Known extends X509ExtendedTrustManager {

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            if (made.stream().noneMatch(one -> one.isSame(chain[0]))) {
                throw new CertificateException("the edge has shown a certificate that was never in its folder");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, kind);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, kind);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, kind);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, kind);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
