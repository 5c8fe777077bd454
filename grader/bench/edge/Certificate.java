package grader.bench.edge;

import grader.clients.tls.SelfSigned;
import grader.core.files.AtomicFile;
import java.nio.file.Path;

/** A certificate for `localhost`, with a key for P-256, in the files that proxies want. */
record Certificate(Path folder) {

    static Certificate in(Path folder) {
        SelfSigned made = SelfSigned.of("localhost");
        made.writeTo(folder, "default");
        Certificate files = new Certificate(folder);
        AtomicFile.write(files.both(), made.certificatePem() + made.keyPem());
        return files;
    }

    /** The certificate and its key in one file. */
    Path both() {
        return folder.resolve("both.pem");
    }
}
