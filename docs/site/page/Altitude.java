package docs.site.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a reader brings along. Each altitude of a page is complete in itself. */
public enum Altitude {
    ZERO("I have never built a server"),
    JUNIOR("I write Java"),
    MIDDLE("I run services"),
    SENIOR("I am on call for them");

    /** What is shown until a reader chooses. */
    public static final Altitude FIRST = JUNIOR;

    private final String reader;

    Altitude(String reader) {
        this.reader = reader;
    }

    /** What its readers say of themselves. */
    public String reader() {
        return reader;
    }

    /** As pages write it: `[altitude=zero]`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The CSS class of what belongs to this altitude. */
    public String role() {
        return "altitude-" + word();
    }

    public static Optional<Altitude> of(String word) {
        return Arrays.stream(values()).filter(altitude -> altitude.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Altitude::word).toList();
    }
}
