package docs.site.tests;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What readers read on. 320 px are as many as WCAG 2.2 asks for (1.4.10), and as 1280 px leave at 400 %. */
public enum View {

    NARROW_LIGHT(320, ColorScheme.LIGHT),
    NARROW_DARK(320, ColorScheme.DARK),
    WIDE_LIGHT(1280, ColorScheme.LIGHT),
    WIDE_DARK(1280, ColorScheme.DARK);

    private static final int HEIGHT = 800;
    private static final int HIGHEST = 4_000;

    private static final String STICKING_OUT = """
            () => {
              const page = document.documentElement;
              if (page.scrollWidth <= page.clientWidth) return null;
              const last = [...document.querySelectorAll("body *")]
                .filter(element => element.getBoundingClientRect().right > page.clientWidth).pop();
              return last ? last.outerHTML.slice(0, 200) : String(page.scrollWidth);
            }""";

    private static final String AT_THE_END = """
            long => {
              for (const bar of document.querySelectorAll(".studio-bar")) bar.style.position = long ? "static" : "";
            }""";

    private final int width;
    private final ColorScheme colours;

    /** Light on a wide screen, or dark on a narrow one; with `verify --all` every pair. */
    static List<View> usual(boolean wide) {
        return Boolean.getBoolean("verify.all") ? List.of(values()) : List.of(wide ? WIDE_LIGHT : NARROW_DARK);
    }

    View(int width, ColorScheme colours) {
        this.width = width;
        this.colours = colours;
    }

    public void show(Page page) {
        page.evaluate(AT_THE_END, false);
        page.setViewportSize(width, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    }

    /**
     * The same in a window that shows all of a short page. On a long one, the bar covers nothing, but is at its end.
     */
    void showWhole(Page page) {
        show(page);
        int whole = (Integer) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(width, Math.clamp(whole, HEIGHT, HIGHEST));
        page.evaluate(AT_THE_END, whole > HIGHEST);
    }

    /** What makes the page wider than the screen, if it is. */
    public Optional<String> sticksOut(Page page) {
        return Optional.ofNullable((String) page.evaluate(STICKING_OUT));
    }

    @Override
    public String toString() {
        return width + " px, " + colours.name().toLowerCase(Locale.ROOT);
    }
}
