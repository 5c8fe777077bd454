package docs.site.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.files.Gzip;
import docs.site.page.Headings;
import docs.site.page.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;

/**
 * What search looks through: an entry for each section and each term of each page. It is a script and no data file,
 * since a page that was opened as a file may load scripts and nothing else.
 */
public final class SearchIndex {

    /** The script's name. */
    public static final String FILE = "search-index.js";

    /**
     * @param anchor empty for what stands above a page's first section
     * @param altitude empty where it is for all readers
     * @param text sentences
     * @param code words that stand in listings only, each once
     */
    private record Entry(String anchor, String heading, String altitude, String text, String code) {

        /** As the script has it: a list is half as long as an object. */
        private List<Object> row() {
            return List.of(anchor, heading, altitude, text, code);
        }
    }

    static final String SECTIONS = ".sect1, .sect2, .sect3";

    static final String TERMS = "dt[id], dt:has(> a[id])";

    /** What a lab's page repeats from its interface page, where it is found. */
    private static final String RULES = "details:has(> summary:contains(The rules that the grader checks))";

    /** Names and links that each page has, and no reader looks for. */
    private static final String SOURCES = ".sect1:has(> h2:matchesOwn(^Sources$)), .case-sources, .again";

    /** What a model shows in numbers is told by the text around it. */
    private static final String MODELS = ".explored";

    /** Questions that the sections before them answer. */
    private static final String ALOUD = ".aloud";

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_-]+");

    /** What nearly every stub of a lab's method says: it leads to none of them. */
    private static final Set<String> OF_STUBS = Set.of("Todo", "final", "java", "labs", "new", "private", "return",
            "static", "throw", "throws", "void");

    private static final Pattern ONLY_SIGNS = Pattern.compile("[^\\p{L}]{0,2}|.|[-_]+");

    /** A key, a digest, an id, a port or a time: it is another one in each run. */
    private static final Pattern RANDOM = Pattern.compile("(?=.*[0-9])[0-9a-fA-F]{6,}|[0-9_-]{5,}");

    private final List<Entry> entries = new ArrayList<>();

    private SearchIndex() {}

    private void add(Page page) {
        Element body = page.body().clone();
        body.select(String.join(", ", RULES, SOURCES, MODELS, ALOUD)).remove();
        entry("", "", body);
        for (Element section : body.select(SECTIONS)) {
            Element heading = section.selectFirst("h2[id], h3[id], h4[id]");
            if (heading != null && heading.parent() == section) {
                entry(heading.id(), Headings.words(heading), section);
            }
        }
        for (Element term : body.select(TERMS)) {
            String anchor = term.hasAttr("id") ? term.id() : term.selectFirst("> a[id]").id();
            meaning(term).ifPresent(meaning -> entry(anchor, Headings.words(term), meaning));
        }
    }

    /** Several terms may share one. */
    private static Optional<Element> meaning(Element term) {
        return term.nextElementSiblings().stream().filter(next -> next.nameIs("dd")).findFirst();
    }

    private void entry(String anchor, String heading, Element part) {
        Element marked = part.closest("[data-altitude]");
        SectionText own = SectionText.of(part);
        if (!heading.isEmpty() || !own.text().isEmpty()) {
            entries.add(new Entry(anchor, heading, marked == null ? "" : marked.attr("data-altitude"), own.text(),
                    codeWords(own.code(), own.text())));
        }
    }

    /** What listings say beyond the text; a small number or a single letter says nothing. */
    private static String codeWords(String code, String text) {
        Set<String> words = new LinkedHashSet<>(List.of(NO_WORD.split(code)));
        words.removeAll(new HashSet<>(List.of(NO_WORD.split(text))));
        words.removeAll(OF_STUBS);
        words.removeIf(word -> ONLY_SIGNS.matcher(word).matches() || RANDOM.matcher(word).matches());
        return String.join(" ", words);
    }

    /** The entries of a page, as JSON. */
    public static String json(Page page) {
        SearchIndex index = new SearchIndex();
        index.add(page);
        return json(index.entries.stream().map(Entry::row).toList());
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Gives the whole to a property of the window: for each page its file, its title, and its entries. It is packed to
     * a third; browsers can unpack gzip themselves.
     *
     * @param entries of each page, as JSON
     */
    public static String script(List<Page> pages, List<String> entries) {
        String all = IntStream.range(0, pages.size())
                .mapToObj(i -> "[" + json(pages.get(i).source().html()) + "," + json(pages.get(i).title()) + ","
                        + entries.get(i) + "]")
                .collect(Collectors.joining(",", "[", "]"));
        return "window.searchIndex = \""
                + Base64.getEncoder().encodeToString(Gzip.packed(all.getBytes(StandardCharsets.UTF_8))) + "\";\n";
    }
}
