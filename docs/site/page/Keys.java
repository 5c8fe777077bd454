package docs.site.page;

import java.util.List;
import org.jsoup.nodes.Element;

/** The keys of the site: the one list, for the dialog on every page and for the page about them. */
public final class Keys {

    /** @param single one key alone, which readers can switch off */
    private record Key(List<String> names, String does, boolean single) {

        String html() {
            return "<kbd>" + String.join("</kbd> or <kbd>", names) + "</kbd>";
        }
    }

    private static final List<Key> ALL = List.of(
            new Key(List.of("/"), "search", true),
            new Key(List.of("Ctrl+K", "⌘K"), "search, wherever you are", false),
            new Key(List.of("t"), "next altitude", true),
            new Key(List.of("j"), "next page", true),
            new Key(List.of("k"), "previous page", true),
            new Key(List.of("↑", "↓"), "at a copy button or a stop: the one before, the next one", false),
            new Key(List.of("Esc, then Tab"), "leave an editor, where Tab indents", false),
            new Key(List.of("?"), "the list of keys", true));

    private Keys() {}

    /** What the key ? opens. */
    public static String dialog() {
        StringBuilder list = new StringBuilder();
        ALL.forEach(key -> list.append("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(key.html(), key.does())));
        return """
                <dialog class="keys" aria-labelledby="keys-title">
                <h2 id="keys-title">Keys</h2>
                <dl>
                %s</dl>
                <p><label><input type="checkbox" checked> single keys work</label></p>
                <p><button type="button">Close</button></p>
                </dialog>""".formatted(list);
    }

    /** A table for a page, which says of each key whether it can be switched off. */
    public static String table() {
        Element table = new Element("table").addClass("tableblock");
        table.append("<thead><tr><th>Key</th><th>What it does</th><th>Can be switched off</th></tr></thead>");
        Element body = table.appendElement("tbody");
        ALL.forEach(key -> body.append("<tr><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(key.html(), key.does(), key.single() ? "yes" : "no")));
        return table.outerHtml();
    }
}
