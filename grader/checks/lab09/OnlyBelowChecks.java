package grader.checks.lab09;

import grader.clients.http.Answer;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task files: what is never sent. */
class OnlyBelowChecks {

    @Test
    @Check(value = "no path leads to a file outside of the folder", task = "files", rule = "only-below", points = 1,
            ownServer = true, clause = "RFC 3986 §5.2.4, RFC 9110 §17.3",
            explain = """
                    A path is split at its slashes, each segment is decoded once, and then it is a name and nothing
                    else. `%2f` in a segment is no separator, `..` leads nowhere, and a path that begins with a slash
                    is not absolute. What is not below --files is a 400, 403 or 404.
                    """)
    void traversal(Rig rig) {
        Site site = Site.open(rig);
        String text = rig.word() + rig.word();
        Path secret = site.secret(text);
        site.write("note.txt", Contents.text(rig, 50));
        rig.control("a file below the folder is sent", () -> site.get("note.txt").then().statusCode(200));
        String mine = "/files/" + site.folder().getFileName() + "/";
        String sibling = secret.getParent().getFileName() + "/secret.txt";
        String encoded = sibling.replace("/", "%2f");
        String absolute = secret.toString();
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("..", "/files/../" + sibling);
        targets.put("two of them", mine + "../../" + sibling);
        targets.put("a folder that does not exist, and ..", "/files/none/../../" + sibling);
        targets.put("%2e%2e", "/files/%2e%2e/" + sibling);
        targets.put(".%2E", "/files/.%2E/" + sibling);
        targets.put("..%2f", "/files/..%2f" + sibling);
        targets.put("..%2f, several", mine + "..%2F..%2F" + encoded);
        targets.put("%2e%2e%2f", "/files/%2e%2e%2f" + encoded);
        targets.put("..%5c", "/files/..%5c" + sibling.replace("/", "%5c"));
        targets.put("%2e%2e%5c", "/files/%2e%2e%5c" + sibling);
        targets.put("..\\", "/files/..\\" + sibling);
        targets.put("encoded twice", "/files/%252e%252e/" + sibling);
        targets.put("encoded twice, with its slash", "/files/%252e%252e%252f" + encoded);
        targets.put("in UTF-8 that is too long", "/files/%c0%ae%c0%ae/" + sibling);
        targets.put("an absolute path", "/files/" + absolute);
        targets.put("an absolute path, encoded", "/files/" + absolute.replace("/", "%2f"));
        targets.put("an absolute path, its first slash encoded", "/files/%2f" + absolute.substring(1));
        targets.put("a URL", "/files/file:%2f%2f" + absolute.replace("/", "%2f"));
        targets.put(".. and a NUL", "/files/..%2f" + encoded + "%00note.txt");
        targets.put("a NUL in the name", mine + "note.txt%00.html");
        targets.put("the root's parent", "/files/..%2f");
        targets.forEach((what, target) -> rig.each(what, () -> expectHidden(rig, site.raw(target), text)));
    }

    private static void expectHidden(Rig rig, Answer answer, String secret) {
        if (answer.raw().contains(secret)) {
            throw rig.failure("the content of a file outside of --files was sent");
        }
        answer.expectStatus(400, 403, 404);
    }

    @Test
    @Check(value = "a link is followed if it leads to a place below the folder, and only then", task = "files",
            rule = "only-below", points = 1, ownServer = true,
            explain = """
                    Where a path leads is decided by the file system. Let it resolve all links (in Java:
                    `toRealPath`), in the middle of the path, too, and then look whether the result is below the real
                    path of --files. Compare name by name: `/srv/web-old` is not below `/srv/web`.
                    """)
    void links(Rig rig) {
        Site site = Site.open(rig);
        String text = rig.word() + rig.word();
        Path secret = site.secret(text);
        Path index = link(rig, site, "page/index.html", secret);
        byte[] content = Contents.text(rig, 50);
        Path inside = site.write("real/note.txt", content);
        rig.control("the file itself is sent", () -> Site.expectContent(content, site.get("real/note.txt")));
        link(rig, site, "to-file.txt", secret);
        link(rig, site, "relative.txt", site.folder().relativize(secret));
        link(rig, site, "to-folder", secret.getParent());
        link(rig, site, "chain.txt", site.folder().resolve("to-file.txt"));
        link(rig, site, "real/out.txt", secret);
        link(rig, site, "to-real", inside.getParent());
        link(rig, site, "no-such.txt", secret.resolveSibling("none"));
        link(rig, site, "to-note.txt", inside);
        link(rig, site, "to-note-relative.txt", Path.of("real", "note.txt"));
        for (String name : new String[] {"to-file.txt", "relative.txt", "to-folder/secret.txt", "chain.txt",
                "to-real/out.txt", "no-such.txt", "page/"}) {
            rig.each(name + ", which leads outside", () -> expectHidden(rig, site.raw(site.path(name)), text));
        }
        for (String name : new String[] {"to-note.txt", "to-note-relative.txt", "to-real/note.txt"}) {
            rig.each(name + ", which stays inside", () -> {
                site.get(name).then().statusCode(200);
                Site.expectContent(content, site.get(name));
            });
        }
        rig.tell("and " + index.getFileName() + " is a link as well");
    }

    private static Path link(Rig rig, Site site, String name, Path target) {
        try {
            Path link = site.folder().resolve(name);
            Files.createDirectories(link.getParent());
            return Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException | IOException noLinks) {
            throw rig.skip("this machine cannot make links: " + noLinks.getMessage());
        }
    }

    @Test
    @Check(value = "what is no file is a 404, at once", task = "files", rule = "no-file", points = 1,
            ownServer = true,
            explain = """
                    What is not there is a 404. So is a pipe or a device: a server that opens a pipe waits until
                    another program writes into it, perhaps forever. Look what it is before you open it.
                    """)
    void noFile(Rig rig) {
        Site site = Site.open(rig);
        site.write("note.txt", Contents.text(rig, 50));
        rig.control("a file is sent", () -> site.get("note.txt").then().statusCode(200));
        for (String name : new String[] {rig.word() + ".txt", rig.word() + "/note.txt", "note.txt/more.txt",
                "Note.txt2",
                "x".repeat(300)}) {
            rig.each("no such file: " + name.substring(0, Math.min(20, name.length())),
                    () -> site.get(name).then().statusCode(404));
        }
        if (makePipe(site.folder().resolve("pipe.txt"))) {
            rig.each("a pipe", () -> site.get("pipe.txt").then().statusCode(404));
            rig.each("HEAD of a pipe", () -> site.head("pipe.txt").then().statusCode(404));
        }
        rig.each("a file, after all that", () -> site.get("note.txt").then().statusCode(200));
    }

    private static boolean makePipe(Path path) {
        try {
            return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
