package docs.studio.doctor;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the course needs of the machine beside JBang: Java, a checkout that can be written, space, UTF-8, git. */
public final class MachineCheck {

    private static final int JAVA = 25;
    private static final long LEAST_MEBI = 500;
    private static final long MEBI = 1 << 20;

    private MachineCheck() {}

    public static List<Finding> of(Course course) {
        return List.of(java(), checkout(course), space(course.root()), space(Path.of(System.getProperty("user.home"))),
                charset(), git(course));
    }

    private static Finding java() {
        String what = Runtime.version() + ", " + System.getProperty("java.home");
        return Runtime.version().feature() >= JAVA
                ? Finding.ok("Java", what)
                : Finding.wrong("Java", what + ": too old",
                        "install a JDK " + JAVA + " (https://adoptium.net) and set JAVA_HOME to it");
    }

    private static Finding checkout(Course course) {
        for (Path folder : List.of(course.root(), course.labs())) {
            try {
                Files.delete(Files.createTempFile(folder, ".doctor", null));
            } catch (IOException error) {
                String remedy = UserError.of(error, "writing").remedy();
                return Finding.wrong("checkout", folder + " cannot be written to", remedy);
            }
        }
        return Finding.ok("checkout", course.root() + ", can be written");
    }

    private static Finding space(Path where) {
        try {
            long free = Files.getFileStore(where).getUsableSpace() / MEBI;
            return free >= LEAST_MEBI
                    ? Finding.ok("space", free + " MiB free below " + where)
                    : Finding.wrong("space", "only " + free + " MiB free below " + where,
                            "free " + LEAST_MEBI + " MiB there");
        } catch (IOException unknown) {
            return Finding.note("space", "not known below " + where, "look whether there is some");
        }
    }

    private static Finding charset() {
        return System.out.charset().equals(StandardCharsets.UTF_8)
                ? Finding.ok("output", "UTF-8")
                : Finding.note("output", System.out.charset() + ", so plain letters stand for signs",
                        "export LC_ALL=C.UTF-8");
    }

    private static Finding git(Course course) {
        try {
            Git git = new Git(course.root());
            String version = git.run("asking git", "--version").strip();
            Git.Answer remotes = git.ask("", "remote");
            if (!remotes.isGood()) {
                return Finding.note("git", version + ", but this is no git checkout",
                        "clone the course, so that ./jbang course update works");
            }
            return remotes.out().isBlank()
                    ? Finding.note("git", version + ", no remote",
                            "git remote add upstream ADDRESS, so that ./jbang course update works")
                    : Finding.ok("git", version + ", remotes: " + String.join(", ", remotes.out().lines().toList()));
        } catch (UserError missing) {
            return Finding.note("git", missing.getMessage(),
                    "install it (https://git-scm.com): ./jbang course update needs it");
        }
    }
}
