/**
 * The key of a value in a {@link RequestContext}. Two keys with the same name are different keys.
 *
 * @param <T> the type of the value
 */
final class Attribute<T> {

    private final String name;

    /** @param name a description of the value, for people */
    Attribute(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
