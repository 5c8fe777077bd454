package grader.proofs.reference.traversal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder for `--files`, with links that lead out of it, and secrets around it.
 *
 * @param top holds the folder, which is {@link #served}, and a secret next to it
 */
public record SecretFiles(Path top) {

    public static final String SECRET = "this is for no client";
    public static final String CONTROL = "this is for all clients";

    private static final List<String> SECRETS = List.of("secret.txt", "index.html", "other/secret.txt",
            "other/index.html", "other/deep/secret.txt", "www-private/secret.txt", "www-private/index.html");

    /** A name that is not UTF-8, which Java cannot write: the byte FF is in it. */
    private static final String LINK_BAD = "ln -s ../secret.txt \"$(printf 'bad\\377.txt')\"";

    /** @param folder an empty one */
    public static SecretFiles in(Path folder) throws IOException, InterruptedException {
        SecretFiles files = new SecretFiles(folder.toRealPath());
        for (String secret : SECRETS) {
            files.write(secret, SECRET);
        }
        files.write("www/control.txt", CONTROL);
        files.write("www/sub/control.txt", CONTROL);
        for (Map.Entry<String, String> link : files.links().entrySet()) {
            Files.createSymbolicLink(files.served().resolve(link.getKey()), Path.of(link.getValue()));
        }
        int exit = new ProcessBuilder("sh", "-c", LINK_BAD).directory(files.served().toFile()).start().waitFor();
        if (exit != 0) {
            throw new IOException("sh could not make a link: exit code " + exit);
        }
        return files;
    }

    /** Returns the folder for `--files`. */
    public Path served() {
        return top.resolve("www");
    }

    /** Replaces a file of the served folder with a link, or the other way round, in one step. */
    public void replace(String name, boolean link) throws IOException {
        Path fresh = top.resolve("fresh");
        if (link) {
            Files.createSymbolicLink(fresh, top.resolve("secret.txt"));
        } else {
            Files.writeString(fresh, CONTROL);
        }
        Files.move(fresh, served().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(top.resolve(name).getParent());
        Files.writeString(top.resolve(name), content);
    }

    /** By name below the served folder. The first two stay inside. */
    private Map<String, String> links() {
        Map<String, String> links = new TreeMap<>(Map.of("inside.txt", "../www/sub/control.txt", "linked-sub", "sub",
                "link.txt", "../secret.txt", "absolute.txt", top + "/secret.txt",
                "chain-1.txt", "chain-2.txt", "chain-2.txt", "sub/link.txt", "sub/link.txt", "../../secret.txt",
                "detour.txt", "sub/../../www/../other/secret.txt", "folder", "../other",
                "sub/folder", top + "/other"));
        links.putAll(Map.of("parent", "..", "sibling", "../www-private", "sibling.txt", "../www-private/secret.txt",
                "top", "/", "process-root", "/proc/self/root", "process-folder", "/proc/self/cwd",
                "fd", "/proc/self/fd", "dev", "/dev", "loop", "loop", "dangling", "../not-there"));
        return links;
    }
}
