package docs.studio.pages;

import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.course.Course;
import grader.core.files.Unguessable;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the built site, the studio's own scripts and those of the editor. Nothing else of the disk is in reach. */
public final class Pages implements WebServer.Handler {

    /**
     * Scripts and styles stand in docs/studio/theme, one idea per file. Their address may name a version of them all.
     */
    private static final Pattern THEME =
            Pattern.compile("/studio/(?:([0-9a-f]{16})/)?((?:keys/)?[a-z]+\\.(?:m?js|css))");

    /** The policy of a published page allows no import map: the response has one of its own. */
    private static final Pattern POLICY =
            Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"[^\"]*\">\\R?");

    private static final Pattern PAGE = Pattern.compile("<body[^>]* data-page=\"([\\w-]+)\"");

    private final SiteBuild build;
    private final Path site;
    private final Path theme;
    private final ThemeScripts scripts;
    private final String imports = ImportMap.json();

    public Pages(Course course, SiteBuild build) {
        this.build = build;
        this.site = build.folder();
        this.theme = course.root().resolve("docs/studio/theme");
        this.scripts = new ThemeScripts(theme);
    }

    @Override
    public void handle(Call call) throws IOException {
        String path = call.path().equals("/") ? "/index.html" : call.path();
        Optional<byte[]> library = ImportMap.script(path);
        Matcher own = THEME.matcher(path);
        if (library.isPresent()) {
            call.replyFile("text/javascript", library.get(), true);
        } else if (own.matches()) {
            file(call, theme, theme.resolve(own.group(2)), scripts.lasts(own.group(1), own.group(2)));
        } else {
            build.awaitFirst();
            file(call, site, inSite(path), false);
        }
    }

    private Path inSite(String path) {
        try {
            return site.resolve("." + path).normalize();
        } catch (InvalidPathException unheardOf) {
            return site;
        }
    }

    private void file(Call call, Path folder, Path file, boolean lasting) throws IOException {
        if (!isIn(folder, file)) {
            call.reply(404, "There is nothing at " + call.path() + ".");
        } else if (file.toString().endsWith(".html")) {
            String nonce = Unguessable.text();
            call.replyPage(live(Files.readString(file), nonce), nonce);
        } else if (folder.equals(theme) && file.toString().endsWith("js")) {
            call.replyScript(Files.readAllBytes(file), lasting);
        } else {
            call.replyFile(type(file), Files.readAllBytes(file), lasting);
        }
    }

    /** A link in the folder may lead out of it. */
    private static boolean isIn(Path folder, Path file) {
        try {
            return Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private static String type(Path file) {
        String name = file.getFileName().toString();
        String type =
                name.endsWith(".ipynb") ? "application/x-ipynb+json" : URLConnection.guessContentTypeFromName(name);
        return type == null ? "application/octet-stream"
                : type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }

    private String live(String html, String nonce) throws IOException {
        ThemeScripts.Version now = scripts.now();
        String place = "studio/" + now.name() + "/";
        String early =
                html.replace("<script src=\"site.js\" defer>", "<script src=\"site.js\" defer fetchpriority=\"high\">");
        Matcher page = PAGE.matcher(html);
        String course = !page.find() ? ""
                : "<link rel=\"preload\" as=\"fetch\" crossorigin fetchpriority=\"high\" href=\"api/course?page="
                        + page.group(1) + "\">\n";
        return POLICY.matcher(early)
                .replaceFirst("")
                .replaceFirst("</head>", """
                <meta name="studio" content="%s">
                <link rel="stylesheet" href="%sstudio.css">
                <script src="%searly.js"></script>
                <script type="importmap" nonce="%s">%s</script>
                %s%s<script type="module" src="%sstudio.js"></script>
                </head>""".formatted(nonce, place, place, nonce, imports.replace("$", "\\$"), course, now.preloads(),
                        place));
    }
}
