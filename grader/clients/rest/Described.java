package grader.clients.rest;

import java.util.function.Predicate;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;

/**
 * A matcher that says in plain words what it expects: a failure reads "expected … to be", and then these words. For the
 * fields that the raw client reads it is a predicate.
 */
public final class Described<T> extends BaseMatcher<T> implements Predicate<Object> {

    private final String words;
    private final Predicate<Object> fits;

    public Described(String words, Predicate<Object> fits) {
        this.words = words;
        this.fits = fits;
    }

    @Override
    public boolean matches(Object actual) {
        return fits.test(actual);
    }

    @Override
    public boolean test(Object actual) {
        return fits.test(actual);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText(words);
    }
}
