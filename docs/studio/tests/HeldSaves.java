package docs.studio.tests;

import com.microsoft.playwright.Page;

/** Saves that stay in their page, as a busy studio would keep them waiting; not what the page sends as it is left. */
final class HeldSaves {

    private final Page page;

    /** Holds what the page saves from now on, until it is left. */
    HeldSaves(Page page) {
        this.page = page;
        page.evaluate("""
                () => {
                  const go = fetch;
                  window.held = [];
                  window.fetch = (address, options) => options?.method !== "PUT" || options.keepalive
                    ? go(address, options)
                    : new Promise(done => held.push(() => done(go(address, options))));
                }""");
    }

    /** Waits until so many have been held. */
    HeldSaves await(int count) {
        page.waitForCondition(() -> count() == count);
        return this;
    }

    int count() {
        return (int) page.evaluate("held.length");
    }

    /** Lets one go. @param index from 0 */
    void release(int index) {
        page.evaluate("index => held[index]()", index);
    }
}
