package docs.site.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader's visit to the site: a page, an own memory, and a note of all that goes wrong. */
public final class Visit implements AutoCloseable {

    private static final int MOST_TABS = 500;

    private final BrowserContext context;
    private final String site;
    private final Page page;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    /** @param site the address that all addresses of the site begin with */
    Visit(BrowserContext context, String site) {
        this.context = context;
        this.site = site;
        context.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                problems.add("console: " + message.text());
            }
        });
        context.onWebError(error -> problems.add("script: " + error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(site) && !request.url().startsWith("data:")) {
                problems.add("a request for " + request.url());
            }
        });
        context.onRequestFailed(request -> {
            if (!isReadToItsEnd(request)) {
                problems.add("not loaded: " + request.url() + ": " + request.failure());
            }
        });
        context.onResponse(response -> {
            if (response.status() >= 400) {
                problems.add(response.status() + " for " + response.url());
            }
        });
        page = context.newPage();
    }

    /** A script that reads a response piece by piece lets go of it before the browser has noted its end. */
    private static boolean isReadToItsEnd(Request request) {
        return "net::ERR_ABORTED".equals(request.failure()) && request.url().contains("/api/");
    }

    /** @param address in the site, as `lab01.html#bind` */
    public Page open(String address) {
        page.navigate(site + address);
        return page;
    }

    public Page page() {
        return page;
    }

    void mayCopy() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    public void press(String key) {
        page.keyboard().press(key);
    }

    /** Presses Tab until what `selector` means has the focus. */
    public Locator tabTo(String selector) {
        Locator wanted = page.locator(selector).first();
        for (int i = 0; i < MOST_TABS; i++) {
            if (has(wanted)) {
                return wanted;
            }
            if ((boolean) page.evaluate("document.activeElement.matches('.cm-content')")) {
                press("Escape");        // in an editor, Tab indents
            }
            press("Tab");
        }
        throw new AssertionError("the keyboard does not get to " + selector);
    }

    /** As {@link #tabTo}, from the beginning of the page. */
    public Locator tabFromTopTo(String selector) {
        page.locator(".skip").focus();
        return tabTo(selector);
    }

    private static boolean has(Locator wanted) {
        return (boolean) wanted.evaluate("element => element === document.activeElement");
    }

    /** Errors of scripts and of the console, blocked parts, requests that lead out of the site or fail. */
    public void assertNothingWentWrong() {
        page.evaluate("0");     // what was told before this answer has arrived with it
        assertEquals(List.of(), problems);
    }

    @Override
    public void close() {
        context.close();
    }
}
