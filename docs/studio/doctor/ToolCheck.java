package docs.studio.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs with which the pages try a server by hand. The grader needs none of them. */
public final class ToolCheck {

    private final String path;
    private final boolean linux;

    /**
     * @param path the folders of programs, as in the variable PATH, or null
     * @param system the name of the operating system, as Java tells it
     */
    public ToolCheck(String path, String system) {
        this.path = path == null ? "" : path;
        this.linux = system.startsWith("Linux");
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(look("curl", "curl"));
        findings.add(look("nc", linux ? "netcat-openbsd" : "netcat"));
        if (linux) {
            findings.add(look("ss", "iproute2"));
        }
        return findings;
    }

    private Finding look(String program, String bundle) {
        return where(program).map(file -> Finding.ok(program, file.toString()))
                .orElse(Finding.note(program, "not found; the pages use it to try your server", linux
                        ? "sudo apt install " + bundle + ", or what your system calls it"
                        : "brew install " + bundle));
    }

    private Optional<Path> where(String program) {
        for (String folder : path.split(File.pathSeparator)) {
            try {
                Path file = Path.of(folder).resolve(program);
                if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException noFolder) {
                // The next one, then.
            }
        }
        return Optional.empty();
    }
}
