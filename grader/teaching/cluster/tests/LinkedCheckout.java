package grader.teaching.cluster.tests;

import grader.core.course.Course;
import grader.proofs.testing.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A checkout made of links to this one, in which `./jbang grade` is the build of the running tests. */
record LinkedCheckout(Path root) implements AutoCloseable {

    private static final List<String> LINKED = List.of("grader", "labs", "solutions", "jbang-catalog.json");

    /** @param root a folder that is not there yet */
    static LinkedCheckout in(Path root) throws IOException {
        Files.createDirectory(root);
        for (String each : LINKED) {
            Files.createSymbolicLink(root.resolve(each), Course.here().root().resolve(each));
        }
        Path jbang = Files.writeString(root.resolve("jbang"),
                "#!/bin/sh\nshift\nexec " + ToolProcess.inShell("grader.grade") + " \"$@\"\n");
        Files.setPosixFilePermissions(jbang, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new LinkedCheckout(root);
    }

    /** Removes the links: JUnit warns of links out of its folder. */
    @Override
    public void close() throws IOException {
        for (String each : LINKED) {
            Files.deleteIfExists(root.resolve(each));
        }
    }
}
