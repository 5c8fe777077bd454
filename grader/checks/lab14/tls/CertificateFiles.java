package grader.checks.lab14.tls;

import grader.clients.tls.SelfSigned;
import grader.core.files.AtomicFile;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of `--tls`. */
record CertificateFiles(Rig rig, Path folder) {

    static CertificateFiles in(Rig rig) {
        return new CertificateFiles(rig, rig.folder("certificates-" + rig.word()));
    }

    /** With a certificate for each of these hosts. */
    static CertificateFiles of(Rig rig, String... hosts) {
        CertificateFiles files = in(rig);
        for (String host : hosts) {
            files.put(host);
        }
        return files;
    }

    /** Puts a new certificate for a host there, and returns it. */
    SelfSigned put(String host) {
        SelfSigned made = SelfSigned.of(host.equals("default") ? "localhost" : host);
        made.writeTo(folder, host);
        return made;
    }

    /** Each file is there whole, or not at all. */
    void put(String host, String certificate, String key) {
        write(host + ".crt", certificate);
        write(host + ".key", key);
    }

    void write(String file, String text) {
        AtomicFile.write(folder.resolve(file), text);
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
