package grader.tests;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Optional;

/** What readers read on. */
enum View {

    NARROW_LIGHT(360, ColorScheme.LIGHT, true),
    NARROW_DARK(360, ColorScheme.DARK, false),
    WIDE_LIGHT(1280, ColorScheme.LIGHT, false),
    WIDE_DARK(1280, ColorScheme.DARK, true);

    private static final int HEIGHT = 800;

    private static final String STICKING_OUT = """
            () => {
              const page = document.documentElement;
              if (page.scrollWidth <= page.clientWidth) return null;
              const last = [...document.querySelectorAll("body *")]
                .filter(element => element.getBoundingClientRect().right > page.clientWidth).pop();
              return last ? last.outerHTML.slice(0, 200) : String(page.scrollWidth);
            }""";

    private final int width;
    private final ColorScheme colours;
    private final boolean contrast;

    View(int width, ColorScheme colours, boolean contrast) {
        this.width = width;
        this.colours = colours;
        this.contrast = contrast;
    }

    void show(Page page) {
        page.setViewportSize(width, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    }

    /** Whether contrast is looked at: in both colours, but at one width each, since no colour hangs on the width. */
    boolean withContrast() {
        return contrast;
    }

    /** What makes the page wider than the screen, if it is. */
    Optional<String> sticksOut(Page page) {
        return Optional.ofNullable((String) page.evaluate(STICKING_OUT));
    }

    @Override
    public String toString() {
        return width + " px, " + colours.name().toLowerCase();
    }
}
