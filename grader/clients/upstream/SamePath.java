package grader.clients.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;

import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.matching.UrlPattern;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Paths for WireMock, whichever of their characters a client has escaped: `%2D` and `-` are the same, and so are `%2f`
 * and `%2F` (RFC 3986 §6.2.2). A query does not matter.
 */
public final class SamePath extends UrlPattern {

    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final String UNRESERVED = "[-._~0-9A-Za-z]";

    private final Predicate<String> normalized;

    private SamePath(String shown, Predicate<String> normalized) {
        super(equalTo(shown), false);
        this.normalized = normalized;
    }

    /** This path. */
    public static SamePath as(String path) {
        return new SamePath(path, normalized(path)::equals);
    }

    /** All paths that begin so. */
    public static SamePath startingWith(String start) {
        String plain = normalized(start);
        return new SamePath(start + "…", path -> path.startsWith(plain));
    }

    /** The path of a URL, in which only what has to be escaped is, and with upper-case digits. */
    public static String normalized(String url) {
        return ESCAPE.matcher(url.split("\\?", 2)[0]).replaceAll(escape -> {
            String plain = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
            return plain.matches(UNRESERVED) ? plain : escape.group().toUpperCase(Locale.ROOT);
        });
    }

    @Override
    public MatchResult match(String url) {
        return MatchResult.of(normalized.test(normalized(url)));
    }
}
