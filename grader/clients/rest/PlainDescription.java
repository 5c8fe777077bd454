package grader.clients.rest;

import org.hamcrest.Description;
import org.hamcrest.SelfDescribing;
import org.hamcrest.StringDescription;

/** What a matcher says of itself, without Hamcrest's signs for a value: `200 or 204` for `(is <200> or is <204>)`. */
final class PlainDescription extends StringDescription {

    private PlainDescription() {}

    static String of(SelfDescribing matcher) {
        return new PlainDescription().appendDescriptionOf(matcher).toString().replaceFirst("^\\((.*)\\)$", "$1");
    }

    @Override
    public Description appendText(String text) {
        return switch (text) {
            case "is " -> this;
            case "iterable containing " -> super.appendText("in exactly this order: ");
            default -> super.appendText(text);
        };
    }

    @Override
    public Description appendValue(Object value) {
        return value instanceof String ? super.appendValue(value) : appendText(String.valueOf(value));
    }
}
