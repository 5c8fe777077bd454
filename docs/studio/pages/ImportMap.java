package docs.studio.pages;

import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The editor's scripts, which come as jars (mvnpm): each has its files below `META-INF/resources/_static`, and an
 * import map that says which name stands for which file. So scripts need no build step.
 */
final class ImportMap {

    private static final String RESOURCES = "META-INF/resources";
    private static final JsonMapper JSON = new JsonMapper();
    /** At the beginning of a line: a comment that fills lines, or indentation. */
    private static final Pattern AROUND_CODE = Pattern.compile(
            "(?m)^[ \\t]*(?:/\\*(?:(?!\\*/)(?s:.))*+\\*/[ \\t]*\\R|//.*\\R)|^[ \\t]+");
    private static final Map<String, byte[]> BARE = new ConcurrentHashMap<>();

    private ImportMap() {}

    /**
     * All of them as one, as HTML holds it. Addresses are relative to the page: a proxy may put a prefix before them.
     */
    static String json() {
        return JSON.valueToTree(Map.of("imports", all())).toString();
    }

    /** The scripts' own addresses. */
    static List<String> addresses() {
        return all().values().stream().filter(address -> address.endsWith(".js")).toList();
    }

    private static Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        try {
            for (URL map : Collections.list(ImportMap.class.getClassLoader().getResources("META-INF/importmap.json"))) {
                try (InputStream text = map.openStream()) {
                    for (var entry : JSON.readTree(text).path("imports").properties()) {
                        all.put(entry.getKey(), "." + entry.getValue().asText());
                    }
                }
            }
            return all;
        } catch (IOException error) {
            throw UserError.of(error, "reading the scripts of the editor");
        }
    }

    /**
     * A script by its address, such as `/_static/codemirror/6.0.1/dist/index.js`, without its comments and indentation:
     * they are a third of what is sent.
     */
    static Optional<byte[]> script(String path) throws IOException {
        if (!path.matches("/_static/[\\w./-]+\\.js") || path.contains("..")) {
            return Optional.empty();
        }
        byte[] known = BARE.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream file = ImportMap.class.getClassLoader().getResourceAsStream(RESOURCES + path)) {
            if (file == null) {
                return Optional.empty();
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            byte[] bare = AROUND_CODE.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8);
            BARE.put(path, bare);
            return Optional.of(bare);
        }
    }
}
