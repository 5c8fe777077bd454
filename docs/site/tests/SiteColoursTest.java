package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The site's colours, light and dark, have the contrast that WCAG 2.2 asks for: 4.5 for text, 3 for lines that matter.
 */
class SiteColoursTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

    private static final Map<String, String[]> COLOURS = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        Matcher colour = COLOUR.matcher(Files.readString(Course.here().root().resolve("docs/site/theme/colours.css")));
        while (colour.find()) {
            COLOURS.put(colour.group(1), new String[] {colour.group(2), colour.group(3)});
        }
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
            "ink, paper, 7", "ink, raised, 7", "quiet, paper, 4.5", "quiet, raised, 4.5", "quiet, tint, 4.5",
            "accent, paper, 4.5", "accent, raised, 4.5", "accent, tint, 4.5",
            "zero, paper, 4.5", "junior, paper, 4.5", "middle, paper, 4.5", "middle, raised, 4.5", "senior, paper, 4.5",
            "keyword, raised, 4.5", "string, raised, 4.5", "number, raised, 4.5", "type, raised, 4.5",
            "firm, paper, 3", "firm, raised, 3"
    })
    void canBeRead(String front, String back, double least) {
        for (int mode = 0; mode < 2; mode++) {
            double contrast = contrast(COLOURS.get(front)[mode], COLOURS.get(back)[mode]);
            assertTrue(contrast >= least,
                    String.format(Locale.ROOT, "%s on %s, %s: %.2f", front, back, mode == 0 ? "light" : "dark",
                            contrast));
        }
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    /** Relative luminance as WCAG 2.2 defines it. */
    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
