//JAVA 25+
//SOURCES ../../../grader/libraries/Commands.java
//SOURCES ../../../grader/libraries/Notebooks.java
//SOURCES ../../../grader/core/console/*.java
//SOURCES ../../../grader/core/files/*.java
//SOURCES ../notebooks/KernelName.java

package docs.site.jupyter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import docs.site.notebooks.KernelName;
import grader.core.console.CommandLines;
import grader.core.console.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a Java kernel known to Jupyter, or takes it away: one small file where Jupyter looks for kernels. */
@Command(name = "kernel", description = "Makes a Java kernel known to Jupyter, for the notebooks of this course.")
class kernel implements Callable<Integer> {

    private static final String JAR = "rapaio-jupyter-kernel-";

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--remove", description = "Take it away again.")
    private boolean remove;

    public static void main(String[] args) {
        System.exit(CommandLines.of(new kernel()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path file = data().resolve("kernels").resolve(KernelName.ID).resolve("kernel.json");
        if (remove) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
            System.out.println("taken away: " + file);
        } else {
            Files.createDirectories(file.getParent());
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), specification());
            System.out.println("Jupyter knows the kernel \"" + KernelName.SHOWN + "\" now: " + file);
        }
        return 0;
    }

    private static ObjectNode specification() {
        ObjectNode kernel = new ObjectMapper().createObjectNode();
        kernel.putArray("argv")
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add("-jar")
                .add(jar())
                .add("{connection_file}");
        return kernel.put("display_name", KernelName.SHOWN).put("language", "java").put("interrupt_mode", "message");
    }

    private static String jar() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> Path.of(path).getFileName().toString().startsWith(JAR))
                .findFirst()
                .orElseThrow(() -> new UserError("the kernel is not on the class path",
                        "run ./jbang docs/site/jupyter/kernel.java"));
    }

    /** Where Jupyter keeps what belongs to a user. */
    private static Path data() {
        String home = System.getProperty("user.home");
        if (System.getenv("JUPYTER_DATA_DIR") instanceof String set && !set.isEmpty()) {
            return Path.of(set);
        } else if (System.getProperty("os.name").startsWith("Mac")) {
            return Path.of(home, "Library", "Jupyter");
        }
        return System.getenv("XDG_DATA_HOME") instanceof String share && !share.isEmpty()
                ? Path.of(share, "jupyter")
                : Path.of(home, ".local", "share", "jupyter");
    }
}
