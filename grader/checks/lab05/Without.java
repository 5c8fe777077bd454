package grader.checks.lab05;

import grader.clients.rest.BodyMatcher;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Description;

/** A body that reveals nothing internal. */
final class Without extends BodyMatcher {

    private final Pattern inside;

    /** @param inside what must not be found in the body */
    Without(Pattern inside) {
        this.inside = inside;
    }

    @Override
    protected Optional<Difference> difference(String body) {
        Matcher found = inside.matcher(body);
        return found.find()
                ? Optional.of(new Difference((int) body.substring(0, found.start()).lines().count() - 1, 0,
                        "nothing internal",
                        "expected a response that reveals nothing internal, but it contains '" + found.group()
                                + "'"))
                : Optional.empty();
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("without " + inside);
    }
}
