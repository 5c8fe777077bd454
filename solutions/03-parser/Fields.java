import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Field lines, in the order they came: slices of the bytes of a head.
 *
 * <p>Names are compared without regard to case (RFC 9110 §5.1); a name may come more than once.
 *
 * @param slices four for each field: name start and end, value start and end
 */
record Fields(byte[] bytes, int[] slices) {

    /** How many field lines a section may have. */
    static final int MAX_FIELDS = 100;
    /** How many bytes they may have together. */
    static final int MAX_BYTES = 16 * 1024;

    static final Fields EMPTY = new Fields(new byte[0], new int[0]);

    int size() {
        return slices.length / 4;
    }

    /** The name of field `i`, in lower case. */
    String name(int i) {
        return Ascii.text(bytes, slices[4 * i], slices[4 * i + 1]).toLowerCase(Locale.ROOT);
    }

    /** The value of field `i`, without the white space around it; a char a byte. */
    String value(int i) {
        return Ascii.text(bytes, slices[4 * i + 2], slices[4 * i + 3]);
    }

    /** The place of the first field called `name` from place `from` on; -1 if there is none. */
    int indexOf(String name, int from) {
        for (int i = from; i < size(); i++) {
            if (slices[4 * i + 1] - slices[4 * i] == name.length()
                    && Ascii.matchesIgnoreCase(bytes, slices[4 * i], name)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(String name) {
        return indexOf(name, 0) >= 0;
    }

    /** The values of all fields called `name`, in order. */
    List<String> values(String name) {
        int first = indexOf(name, 0);
        if (first < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        for (int i = first; i >= 0; i = indexOf(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    /**
     * The members of the comma-separated list that all fields called `name` make together (RFC 9110 §5.6.1), as they
     * came. Commas in quotes separate nothing (RFC 9110 §5.6.4), and empty members do not count.
     */
    List<String> list(String name) {
        List<String> members = new ArrayList<>(1);
        for (String value : values(name)) {
            int start = 0;
            boolean quoted = false;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == '\\' && quoted) {
                    i++;        // The next one is quoted, whatever it is.
                } else if (c == ',' && !quoted) {
                    addMember(value.substring(start, i), members);
                    start = i + 1;
                }
            }
            addMember(value.substring(start), members);
        }
        return members;
    }

    private static void addMember(String text, List<String> members) {
        if (!text.isBlank()) {
            members.add(text.strip());
        }
    }

    /** The same list, in lower case: for names that have no case, such as those of `Connection`. */
    List<String> tokens(String name) {
        return has(name) ? list(name).stream().map(member -> member.toLowerCase(Locale.ROOT)).toList() : List.of();
    }
}
