package docs.site.blocks;

import docs.site.blocks.Concepts.Concept;
import docs.site.page.Defect;
import docs.site.page.Headings;
import docs.site.page.Page;
import docs.site.page.PageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** Which sections cover which concepts: `[#ports,covers="B3,B4"]` above a section says so. */
public final class Coverage {

    /** The role of a section that covers a concept, before the concept's id. */
    static final String ROLE = "covers--";

    /** @param ids of the concepts */
    private record Covering(List<String> ids, String anchor, String heading) {}

    /** @param heading its words, without marks and links to itself */
    record Section(String concept, Page page, String anchor, String heading) {}

    private final Concepts concepts;
    private final List<Page> pages;
    private final List<Section> sections = new ArrayList<>();

    private Coverage(Concepts concepts, List<Page> pages) {
        this.concepts = concepts;
        this.pages = pages;
    }

    /** Looks for the roles in finished pages. */
    public static Coverage of(Concepts concepts, List<Page> pages) {
        Coverage coverage = new Coverage(concepts, pages);
        pages.forEach(coverage::collect);
        return coverage;
    }

    private void collect(Page page) {
        for (Covering one : page.found("covering", Coverage::covering)) {
            one.ids.forEach(id -> sections.add(new Section(id, page, one.anchor, one.heading)));
        }
    }

    private static List<Covering> covering(Page page) {
        return page.body().select("[class*=" + ROLE + "]").stream().map(section -> {
            Element heading = section.selectFirst("h2, h3, h4, h5");
            return new Covering(ids(section), heading.id(), Headings.words(heading));
        }).toList();
    }

    private static List<String> ids(Element section) {
        return section.classNames()
                .stream()
                .filter(name -> name.startsWith(ROLE))
                .map(name -> name.substring(ROLE.length()))
                .toList();
    }

    /** In the order of the pages. */
    List<Section> sections(Concept concept) {
        return sections.stream().filter(section -> section.concept().equals(concept.id())).toList();
    }

    boolean isThere(String name) {
        return pages.stream().anyMatch(page -> page.source().name().equals(name));
    }

    /** Unknown ids, and concepts that no section covers on a page that exists and should. */
    public List<Defect> defects() {
        return Stream.concat(
                sections.stream().filter(section -> concepts.concept(section.concept()).isEmpty()).map(this::unknown),
                concepts.all()
                        .stream()
                        .flatMap(concept -> concept.in()
                                .stream()
                                .filter(name -> isThere(name) && !isCovered(concept, name))
                                .map(name -> concepts.defect(concept,
                                        "no section of " + name + " covers " + concept.id(),
                                        "write one, and above it covers=\"" + concept.id() + "\"; or take " + name
                                                + " out"))))
                .toList();
    }

    private Defect unknown(Section section) {
        PageSource source = section.page().source();
        return source.defect(source.lineWith(List.of("covers=", section.concept())),
                "covers=" + section.concept() + " is unknown", "name a concept of docs/pages/concepts.yaml");
    }

    private boolean isCovered(Concept concept, String name) {
        return sections(concept).stream().anyMatch(section -> section.page().source().name().equals(name));
    }
}
