import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Gives JSSE the certificate for the name that a client asks for (SNI, RFC 6066 §3). */
final class CertificateKeys extends X509ExtendedKeyManager {

    private final Certificates certificates;

    CertificateKeys(Certificates certificates) {
        this.certificates = certificates;
    }

    /** Returns the alias of the certificate for the client of `engine`; null if its key is of another kind. */
    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        String alias = certificates.aliasFor(RequestedName.of(engine));
        PrivateKey key = getPrivateKey(alias);
        return key != null && key.getAlgorithm().equals(keyType) ? alias : null;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        ServerCertificate found = certificates.withAlias(alias);
        return found == null ? null : found.key();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        ServerCertificate found = certificates.withAlias(alias);
        return found == null ? null : found.chain().clone();
    }

    /** As a server, only engines are asked for. */
    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
