package docs.studio.web;

import grader.core.files.Unguessable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page of the studio that is none of the site's: it is in the folder `page` of the code that serves it. */
public final class StudioPage {

    private StudioPage() {}

    /**
     * Serves `/NAME`, and its scripts and styles below that.
     *
     * @param root of the checkout
     * @param files those in the folder, besides NAME.html
     */
    public static void add(WebServer server, Path root, String name, List<String> files) {
        Path folder = root.resolve("docs/studio").resolve(name).resolve("page");
        server.route("GET /" + name, call -> call.replyPage(Files.readString(folder.resolve(name + ".html")),
                Unguessable.text()));
        files.forEach(file -> server.route("GET /" + name + "/" + file, call -> reply(call, folder.resolve(file))));
        server.route("GET /" + name + "/elements.js",
                call -> reply(call, root.resolve("docs/site/theme/elements.js")));
    }

    /** Answers with a script or a style as it is now. */
    public static void reply(Call call, Path file) throws IOException {
        if (file.toString().endsWith(".js")) {
            call.replyScript(Files.readAllBytes(file), false);
        } else {
            call.replyFile("text/css; charset=utf-8", Files.readAllBytes(file), false);
        }
    }
}
