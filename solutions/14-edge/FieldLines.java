import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Field lines of responses. Names are case-insensitive. */
final class FieldLines {

    private FieldLines() {}

    /** Returns the values of all fields named `name`, in order. */
    static List<String> values(List<Field> fields, String name) {
        List<String> values = new ArrayList<>(1);
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** Returns the members of a list of names, such as that in `Vary`, in lower case. */
    static List<String> names(List<Field> fields, String name) {
        return values(fields, name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /** Returns the fields whose names are not among `names`, which are in lower case. */
    static List<Field> without(List<Field> fields, Set<String> names) {
        return fields.stream().filter(field -> !names.contains(field.name().toLowerCase(Locale.ROOT))).toList();
    }
}
