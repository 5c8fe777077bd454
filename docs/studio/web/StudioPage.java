package docs.studio.web;

import grader.core.files.Unguessable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the studio that is none of the site's: it is in the folder `page` of the code that serves it. Its file has
 * the content; the head is the same for all.
 */
public final class StudioPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>%s · Inside the Server</title>
            <link rel="icon" href="data:,">
            %s
            </head>
            <body>
            %s</body>
            </html>
            """;
    private static final Pattern TITLE = Pattern.compile("<h1>(.*?)</h1>");

    private StudioPage() {}

    /**
     * Serves `/NAME`, and its scripts and styles below that.
     *
     * @param root of the checkout
     * @param of the folder whose page it is, below docs/studio
     * @param files those of the page, besides NAME.html
     */
    public static void add(WebServer server, Path root, String of, String name, List<String> files) {
        Path folder = root.resolve("docs/studio").resolve(of).resolve("page");
        server.route("GET /" + name, call -> reply(call, folder, name,
                List.of("site.css", name + "/" + name + ".css", "early.js", name + "/elements.js")));
        files.forEach(file -> server.route("GET /" + name + "/" + file, call -> reply(call, folder.resolve(file))));
        server.route("GET /" + name + "/elements.js",
                call -> reply(call, root.resolve("docs/site/theme/elements.js")));
    }

    /**
     * Answers with a page. Its last script, NAME.js, is a module.
     *
     * @param files the styles and the other scripts, by their addresses
     */
    public static void reply(Call call, Path folder, String name, List<String> files) throws IOException {
        String content = Files.readString(folder.resolve(name + ".html"));
        Matcher title = TITLE.matcher(content);
        StringBuilder head = new StringBuilder();
        for (String file : files) {
            head.append(file.endsWith(".css") ? "<link rel=\"stylesheet\" href=\"" + file + "\">\n"
                    : "<script src=\"" + file + "\"></script>\n");
        }
        head.append("<script type=\"module\" src=\"").append(name).append('/').append(name).append(".js\"></script>");
        call.replyPage(PAGE.formatted(title.find() ? title.group(1) : name, head, content), Unguessable.text());
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
