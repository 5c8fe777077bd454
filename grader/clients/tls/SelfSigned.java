package grader.clients.tls;

import grader.core.files.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * A key and a certificate that it has signed itself, in DER (X.690, RFC 5280).
 *
 * @param certificate the bytes of the certificate
 */
public record SelfSigned(KeyPair keys, byte[] certificate) {

    private static final byte[] ECDSA = {6, 8, 42, (byte) 0x86, 72, (byte) 0xCE, 61, 4, 3, 2};
    private static final byte[] RSA = {6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 11, 5, 0};
    private static final byte[] COMMON_NAME = {6, 3, 85, 4, 3};
    private static final byte[] ALTERNATIVE_NAME = {6, 3, 85, 29, 17};
    private static final int SEQUENCE = 0x30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A certificate for a name, with a key for P-256. */
    public static SelfSigned of(String name) {
        return of(name, "EC", Instant.now().plusSeconds(1_000_000));
    }

    /** @param kind of the key: `EC` or `RSA` */
    public static SelfSigned of(String name, String kind, Instant end) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            KeyPair keys = generator.generateKeyPair();
            byte[] algorithm = der(SEQUENCE, kind.equals("EC") ? ECDSA : RSA);
            byte[] content = content(name, keys, algorithm, end);
            Signature signature = Signature.getInstance(kind.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return new SelfSigned(keys, der(SEQUENCE, content, algorithm, bits(signature.sign())));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] content(String name, KeyPair keys, byte[] algorithm, Instant end) {
        byte[] subject = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, text(0x0C, name))));
        byte[] extension = der(SEQUENCE, ALTERNATIVE_NAME, der(4, der(SEQUENCE, text(0x82, name))));
        byte[] version = der(0xA0, new byte[] {2, 1, 2});
        byte[] number = der(2, BigInteger.valueOf(System.nanoTime()).toByteArray());
        byte[] validity = der(SEQUENCE, time(end.minusSeconds(100_000_000)), time(end));
        return der(SEQUENCE, version, number, algorithm, subject, validity, subject,
                keys.getPublic().getEncoded(), der(0xA3, der(SEQUENCE, extension)));
    }

    private static byte[] time(Instant time) {
        return text(0x18, TIME.format(time));
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bits(byte[] bytes) {
        return der(3, new byte[1], bytes);
    }

    /** Encodes a value: its tag, its length, its parts. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            value.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = value.size();
        if (length >= 0x100) {
            all.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8)});
        } else if (length >= 0x80) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(value.toByteArray());
        return all.toByteArray();
    }

    public String certificatePem() {
        return pem("CERTIFICATE", certificate);
    }

    public String keyPem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    /** Writes the files `HOST.crt` and `HOST.key`, each whole. */
    public void writeTo(Path folder, String host) {
        AtomicFile.write(folder.resolve(host + ".crt"), certificatePem());
        AtomicFile.write(folder.resolve(host + ".key"), keyPem());
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + label + "-----\n";
    }

    /** Whether `other` is this certificate. */
    public boolean isSame(X509Certificate other) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .equals(other);
        } catch (GeneralSecurityException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
