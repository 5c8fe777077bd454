package docs.studio.edge;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.StudioPage;
import docs.studio.web.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that shows the chain, and the buttons of which act on it. */
final class ChainPage implements AutoCloseable {

    /** Where the scripts and styles are, by the first part of their path. */
    private static final Map<String, Path> FOLDERS = Map.of("chain", Path.of("docs", "studio", "edge", "page"),
            "studio", Path.of("docs", "studio", "theme"), "theme", Path.of("docs", "site", "theme"));
    private static final List<String> HEAD = List.of("theme/colours.css", "theme/layout.css", "theme/text.css",
            "theme/code.css", "studio/studio.css", "chain/chain.css", "theme/elements.js");
    private static final Pattern FILE = Pattern.compile("/(chain|studio|theme)/([a-z]+\\.(?:js|css))");

    private final Path root;
    private final WebServer server;

    /**
     * Serves it.
     *
     * @param root of the checkout
     * @param port 0: a free one
     */
    ChainPage(Path root, Chain chain, ChainActions actions, int port) {
        this.root = root;
        this.server = new WebServer(port, Optional.empty(), Set.of(), this::file);
        server.route("POST /api/chain",
                call -> call.reply(ChainView.of(chain, actions, Call.text(call.json(), "trace"))));
        server.route("POST /api/chain/do", call -> {
            JsonNode body = call.json();
            actions.begin(Call.text(body, "line"));
            call.reply(Map.of());
        });
    }

    /** The address that opens it. */
    String link() {
        return server.link();
    }

    private void file(Call call) throws IOException {
        Matcher wanted = FILE.matcher(call.path());
        if (call.path().equals("/")) {
            StudioPage.reply(call, root.resolve(FOLDERS.get("chain")), "chain", HEAD);
            return;
        }
        Path file = wanted.matches() ? root.resolve(FOLDERS.get(wanted.group(1))).resolve(wanted.group(2)) : root;
        if (!Files.isRegularFile(file)) {
            call.reply(404, "There is nothing at " + call.path() + ".");
        } else {
            StudioPage.reply(call, file);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
