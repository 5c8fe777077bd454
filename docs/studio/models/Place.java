package docs.studio.models;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the handles of a model stand. */
public record Place(Map<String, String> values) {

    String text(String handle) {
        return values.get(handle);
    }

    double number(String handle) {
        return Double.parseDouble(values.get(handle));
    }

    Place with(String handle, String value) {
        Map<String, String> other = new LinkedHashMap<>(values);
        other.put(handle, value);
        return new Place(other);
    }
}
