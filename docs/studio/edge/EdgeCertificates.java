package docs.studio.edge;

import grader.clients.tls.SelfSigned;
import grader.clients.tls.ServerTrust;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** The folder with the edge's certificate, and clients that trust those that have been in it, and no others. */
final class EdgeCertificates {

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
        next.writeTo(folder, "default");
    }

    boolean isNewest(X509Certificate certificate) {
        return made.getLast().isSame(certificate);
    }

    /** What makes connections, and keeps sessions, so that later ones resume. */
    SSLContext clients() {
        return ServerTrust.clients(certificate -> {
            if (made.stream().noneMatch(one -> one.isSame(certificate))) {
                throw new CertificateException("the edge has shown a certificate that was never in its folder");
            }
        });
    }
}
