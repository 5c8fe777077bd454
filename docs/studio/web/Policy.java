package docs.studio.web;

import com.sun.net.httpserver.Headers;

/** What the responses allow the browser: nothing that does not come from the studio itself. */
final class Policy {

    private Policy() {}

    /** For every response; a page has a policy of its own. */
    static void addTo(Headers fields) {
        fields.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        fields.set("X-Content-Type-Options", "nosniff");
        fields.set("Referrer-Policy", "no-referrer");
        fields.set("Cross-Origin-Resource-Policy", "same-origin");
        fields.set("Cross-Origin-Opener-Policy", "same-origin");
        fields.set("Cache-Control", "no-store");
    }

    /** What a worker of the studio may do: ask the studio. */
    static final String OF_SCRIPT =
            "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

    /** @param nonce of the page's one inline script, the import map, and of the editor's styles */
    static String ofPage(String nonce) {
        return ("default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self' 'nonce-%s'; img-src 'self' data:; "
                + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .formatted(nonce, nonce);
    }
}
