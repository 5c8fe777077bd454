package docs.site.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a reader brings along. Each altitude of a page is complete in itself. */
public enum Altitude {
    ZERO, JUNIOR, MIDDLE, SENIOR;

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
