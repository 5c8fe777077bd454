package grader.bench.edge;

import grader.core.console.UserError;
import grader.machine.os.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for `localhost`, with a key for P-256, in the files that proxies want. */
record Certificate(Path folder) {

    private static final String PASSWORD = "only-for-a-moment";

    /**
     * Makes one with the JDK's keytool.
     *
     * @throws Commands.Failed if it does not
     */
    static Certificate in(Path folder) throws Commands.Failed {
        Path store = folder.resolve("keys.p12");
        Commands.output(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "key", "-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA", "-dname",
                "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "10", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD));
        Certificate made = new Certificate(folder);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            String certificate = pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
            String key = pem("PRIVATE KEY", keys.getKey("key", PASSWORD.toCharArray()).getEncoded());
            Files.writeString(folder.resolve("default.crt"), certificate);
            Files.writeString(folder.resolve("default.key"), key);
            Files.writeString(made.both(), certificate + key);
            return made;
        } catch (IOException error) {
            throw UserError.of(error, "making a certificate");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The certificate and its key in one file. */
    Path both() {
        return folder.resolve("both.pem");
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + label + "-----\n";
    }
}
