package grader.machine.os;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Layer 2 of {@link Isolation}: bubblewrap, where it works.
 *
 * <p>The grader runs in a network of its own ({@link #ownNetwork}), in which only the loopback interface exists. There
 * it starts each server with no other processes, and with no files but what it needs: libraries of the system, its
 * Java, its classes, the folder of its grading, and an empty home of limited size. The course's checkout, other
 * programs and other JDKs are not there.
 */
public final class Sandbox {

    /** Of bubblewrap, where {@link #works} is false. */
    public static final String WHY_NOT = "is missing here, or may not make namespaces";
    public static final String CURE =
            "apt-get install bubblewrap; in a container it needs unprivileged user namespaces";

    /** What is in the environment of a grader that runs in a network of its own. */
    private static final String OWN_NETWORK = "INSIDE_THE_SERVER_NETWORK";
    private static final List<String> BUBBLEWRAP = List.of("bwrap", "--die-with-parent");
    private static final List<String> NAMESPACES = List.of("--unshare-user", "--disable-userns", "--unshare-pid",
            "--as-pid-1", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try");
    private static final List<String> LIBRARIES =
            List.of("/usr/lib", "/usr/lib32", "/usr/lib64", "/lib", "/lib32", "/lib64");
    private static final String HOME_BYTES = String.valueOf(256 << 20);
    private static final String TEMPORARY_BYTES = String.valueOf(64 << 20);

    /**
     * What a server finds there, besides libraries of the system.
     *
     * @param readable folders and files of its Java and its classes
     * @param shared a folder that the grader and the servers of one grading write to
     * @param home the server's current folder, empty at first. What it writes there is gone with it
     */
    public record View(List<Path> readable, Path shared, Path home) {}

    /** Whether to grade in a sandbox. */
    public enum Use { WHERE_IT_WORKS, REQUIRED, NONE }

    private Sandbox() {}

    /** Whether this grader runs in a network of its own: then its servers are in a sandbox. */
    public static boolean isEntered() {
        return System.getenv(OWN_NETWORK) != null;
    }

    /** Whether this machine has bubblewrap, and lets it do all that is needed. */
    public static boolean works() {
        List<String> inner = new ArrayList<>(BUBBLEWRAP);
        inner.addAll(NAMESPACES);
        inner.addAll(List.of("--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"));
        return Commands.succeeds(ownNetwork(inner).toArray(String[]::new));
    }

    /**
     * Whether to grade in a sandbox on this machine.
     *
     * @throws UserError if it is required and does not work
     */
    public static boolean isFor(Use use) {
        boolean works = use != Use.NONE && works();
        if (use == Use.REQUIRED && !works) {
            throw new UserError("--require-sandbox: bubblewrap " + WHY_NOT, CURE);
        }
        return works;
    }

    /** A command that runs `command` in a network of its own. All else is as it is here. */
    public static List<String> ownNetwork(List<String> command) {
        List<String> all = new ArrayList<>(BUBBLEWRAP);
        all.addAll(List.of("--unshare-net", "--dev-bind", "/", "/", "--setenv", OWN_NETWORK, "1"));
        if (System.getProperty("user.name").equals("root")) {
            all.addAll(List.of("--cap-add", "ALL"));        // or else the inner one could not be started
        }
        all.add("--");
        all.addAll(command);
        return all;
    }

    /** The program that bubblewrap runs: signals reach it, and it can be looked at. */
    public static Process inside(Process bubblewrap) {
        return new SandboxedProcess(bubblewrap);
    }

    /** A command that runs `command` with this view, as the first process of a namespace. */
    public static List<String> around(View view, List<String> command) {
        List<String> all = new ArrayList<>(BUBBLEWRAP);
        all.addAll(NAMESPACES);
        libraries(all);
        all.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--size", TEMPORARY_BYTES, "--tmpfs", "/tmp"));
        bind(all, "--bind", view.shared());
        view.readable().forEach(path -> bind(all, "--ro-bind", path));
        all.addAll(List.of("--size", HOME_BYTES, "--tmpfs", view.home().toString(), "--chdir", view.home().toString(),
                "--remount-ro", "/", "--"));
        all.addAll(command);
        return all;
    }

    /** Those that a JVM is linked with. Folders of JDKs among them are hidden. */
    private static void libraries(List<String> all) {
        for (String folder : LIBRARIES) {
            Path path = Path.of(folder);
            if (Files.isSymbolicLink(path)) {
                all.addAll(List.of("--symlink", target(path), folder));
            } else if (Files.isDirectory(path)) {
                all.addAll(List.of("--ro-bind", folder, folder));
            }
        }
        all.addAll(List.of("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--ro-bind-try", "/etc/localtime",
                "/etc/localtime"));
        if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            all.addAll(List.of("--tmpfs", "/usr/lib/jvm"));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return link.toString();
        }
    }

    private static void bind(List<String> all, String how, Path path) {
        all.addAll(List.of(how, path.toString(), path.toString()));
    }
}
