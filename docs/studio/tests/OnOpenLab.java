package docs.studio.tests;

import grader.proofs.testing.CourseCopy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test of the classes that extend this one has a checkout of its own, with its labs open. */
abstract class OnOpenLab {

    CourseCopy copy;
    OpenLab lab;

    @BeforeEach
    void open(@TempDir Path folder) {
        copy = new CourseCopy(folder);
        lab = new OpenLab(copy);
    }

    @AfterEach
    void close() {
        lab.close();
    }
}
