package grader.clients.rest;

import grader.clients.http.Answer;
import java.util.Optional;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** A matcher of the text of a body that knows the place where the first difference is. */
public abstract class BodyMatcher extends TypeSafeMatcher<String> {

    /**
     * The first difference.
     *
     * @param line of the body, from 0
     * @param length of what is marked in that line
     * @param expected what is shown beside the mark
     * @param message one line: what was expected, and what came
     */
    public record Difference(int line, int length, String expected, String message) {}

    /** What differs in this text; empty where it matches. */
    protected abstract Optional<Difference> difference(String body);

    /** Fails if the text differs, with a mark in the response whose body it is. */
    public final void expectIn(Answer answer, String body) {
        difference(body).ifPresent(found -> {
            throw answer.bodyDiffers(found.line(), found.length(), found.expected(), found.message());
        });
    }

    @Override
    protected final boolean matchesSafely(String body) {
        return difference(body).isEmpty();
    }

    @Override
    protected final void describeMismatchSafely(String body, Description mismatch) {
        difference(body).ifPresent(found -> mismatch.appendText(found.message()));
    }
}
