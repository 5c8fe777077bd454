package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The theme's parts become two files: none is forgotten, none spoils another, and the pages say what the scripts do.
 */
class SiteScriptsTest {

    private static final Pattern TOP_NAME = Pattern.compile("(?m)^(?:const|let|(?:async )?function\\*?) (\\w+)");

    private static final Pattern KEY = Pattern.compile("(?m)^  \"?(.)\"?: ");

    @TempDir
    static Path root;

    private static SiteTree tree;

    @BeforeAll
    static void build() throws IOException {
        tree = new SiteTree(root).page("page", SiteTree.good("Page", "[keys]\nThe keys."));
        assertEquals(List.of(), tree.build().defects());
    }

    @Test
    void everyPartOfTheThemeIsJoined() throws IOException {
        String all = Files.readString(tree.out().resolve("site.js")) + Files.readString(tree.out().resolve("site.css"))
                + Files.readString(tree.out().resolve("early.js"));
        for (Path part : parts("")) {
            assertTrue(all.contains(Files.readString(part)), part + " is in neither file: name it in Theme.java");
        }
    }

    @Test
    void noTwoPartsUseOneName() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Path part : parts(".js")) {
            for (String name : TOP_NAME.matcher(Files.readString(part))
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                assertTrue(seen.add(name), part + ": another part has the name " + name + " already");
            }
        }
        assertTrue(seen.contains("openSearch"), "names are found at all: " + seen);
    }

    @Test
    void theListOfKeysIsThatOfTheScript() throws IOException {
        String script = Files.readString(Course.here().root().resolve("docs/site/theme/keys.js"));
        String table = script.substring(script.indexOf("const keys = {"), script.indexOf("};"));
        Set<String> keys = new TreeSet<>(KEY.matcher(table).results().map((MatchResult key) -> key.group(1)).toList());

        Document page = Jsoup.parse(tree.html("page"));
        assertEquals(keys, new TreeSet<>(page.select("main tr:has(td:last-child:contains(yes)) kbd").eachText()));
        assertEquals(page.select("dialog.keys kbd").eachText(), page.select("main kbd").eachText());
        assertEquals(List.of("Ctrl+K", "⌘K", "↑", "↓", "Esc, then Tab"),
                page.select("main tr:has(td:last-child:contains(no)) kbd").eachText());
    }

    private static List<Path> parts(String ending) throws IOException {
        try (var files = Files.list(Course.here().root().resolve("docs/site/theme"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
