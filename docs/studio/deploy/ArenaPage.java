package docs.studio.deploy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that replays what has happened: one file, with its styles, scripts and data. */
public final class ArenaPage {

    private static final List<String> STYLES = List.of("docs/site/theme/colours.css", "docs/site/theme/layout.css",
            "docs/site/theme/text.css", "docs/site/theme/code.css", "docs/studio/deploy/page/arena.css");
    private static final List<String> SCRIPTS =
            List.of("docs/site/theme/elements.js", "docs/studio/deploy/page/arena.js");

    private ArenaPage() {}

    /** Writes it. @param root of the checkout. Returns the file. */
    public static Path write(Path root, Path file, List<Replay> replays) {
        try {
            // A script that is data ends at the first `</`, wherever that is.
            String data = new JsonMapper().writeValueAsString(replays).replace("</", "<\\/");
            String page = Files.readString(root.resolve("docs/studio/deploy/page/arena.html"))
                    .replace("{STYLES}", joined(root, STYLES))
                    .replace("{SCRIPTS}", joined(root, SCRIPTS))
                    .replace("{REPLAYS}", data);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, page);
        } catch (IOException error) {
            throw UserError.of(error, "writing " + file);
        }
    }

    private static String joined(Path root, List<String> files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(Files.readString(root.resolve(file))).append('\n');
        }
        return all.toString();
    }
}
