package grader.checks.lab14.tls;

import grader.clients.tls.SelfSigned;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder of `--tls`. */
record CertificateFiles(Rig rig, Path folder) {

    static CertificateFiles in(Rig rig) {
        return new CertificateFiles(rig, rig.folder("certificates-" + rig.word()));
    }

    /** Puts a new certificate for a host there, and returns it. */
    SelfSigned put(String host) {
        SelfSigned made = SelfSigned.of(host.equals("default") ? "localhost" : host);
        put(host, made.certificatePem(), made.keyPem());
        return made;
    }

    /** Each file is there whole, or not at all. */
    void put(String host, String certificate, String key) {
        write(host + ".crt", certificate);
        write(host + ".key", key);
    }

    void write(String file, String text) {
        try {
            Path whole = Files.writeString(folder.resolve("." + file), text);
            Files.move(whole, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    void delete(String file) {
        try {
            Files.delete(folder.resolve(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
