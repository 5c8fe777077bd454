// Given: nothing in this file is for you to write.
/**
 * The key of a value in a {@link RequestContext}. Two keys of one name are two keys.
 *
 * @param <T> the type of the value
 */
final class Attribute<T> {

    private final String name;

    /** @param name for people: it says what the value is */
    Attribute(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
