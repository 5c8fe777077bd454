// Given: nothing in this file is for you to write.
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate of this server, and its key.
 *
 * @param chain the certificate, then those of the authorities that lead to a root
 */
record ServerCertificate(X509Certificate[] chain, PrivateKey key) {

    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END");

    /**
     * Reads both from PEM files (RFC 7468).
     *
     * @throws UsageException if that cannot be, or they do not belong together; the message says what to do
     */
    static ServerCertificate read(Path certificate, Path key) {
        X509Certificate[] chain = chain(certificate, text(certificate));
        ServerCertificate read = new ServerCertificate(chain, key(key, text(key), chain[0]));
        if (!read.belongTogether()) {
            throw new UsageException(key.getFileName() + " is not the key of the first certificate in "
                    + certificate.getFileName() + ": replace one of them; that of the server comes first in a chain");
        }
        return read;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            throw new UsageException(file.getFileName() + " is missing: give a HOST.crt and a HOST.key for each name");
        } catch (IOException error) {
            throw new UsageException(file.getFileName() + " cannot be read: check its permissions (" + error + ")");
        }
    }

    private static X509Certificate[] chain(Path file, String pem) {
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            if (!chain.isEmpty()) {
                return chain.toArray(X509Certificate[]::new);
            }
        } catch (CertificateException malformed) {
            // Reported below.
        }
        throw new UsageException(file.getFileName()
                + " is no certificate: give PEM, which begins with -----BEGIN CERTIFICATE-----");
    }

    private static PrivateKey key(Path file, String pem, X509Certificate owner) {
        Matcher found = KEY.matcher(pem);
        String label = found.find() ? found.group(1) : "";
        if (!label.equals("PRIVATE KEY")) {
            throw new UsageException(file.getFileName() + remedy(label, file.getFileName()));
        }
        try {
            return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(2))));
        } catch (GeneralSecurityException | IllegalArgumentException other) {
            throw new UsageException(file.getFileName() + " is damaged, or not of the kind of its certificate ("
                    + owner.getPublicKey().getAlgorithm() + "): replace it");
        }
    }

    private static String remedy(String label, Path name) {
        return switch (label) {
            case "" -> " is no private key: give PEM, which begins with -----BEGIN PRIVATE KEY-----";
            case "ENCRYPTED PRIVATE KEY" -> " is encrypted: decrypt it with 'openssl pkey -in " + name
                    + " -out plain.key', and protect it by the permissions of the file";
            default -> " is not PKCS #8: convert it with 'openssl pkcs8 -topk8 -nocrypt -in " + name
                    + " -out new.key'";
        };
    }

    /** Returns whether what the key signs can be verified with the certificate. */
    private boolean belongTogether() {
        try {
            Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                case "EdDSA" -> "EdDSA";
                default -> throw new UsageException(
                        "a certificate for " + key.getAlgorithm() + " does not work with TLS: use EC or RSA");
            });
            byte[] proof = {1};
            signature.initSign(key);
            signature.update(proof);
            byte[] signed = signature.sign();
            signature.initVerify(chain[0].getPublicKey());
            signature.update(proof);
            return signature.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    /** Returns why clients will not accept this certificate at `now`; null if its time has come and is not over. */
    String warning(Instant now) {
        Instant begin = chain[0].getNotBefore().toInstant();
        Instant end = chain[0].getNotAfter().toInstant();
        return now.isAfter(end) ? "has expired on " + end : now.isBefore(begin) ? "is not valid before " + begin : null;
    }
}
