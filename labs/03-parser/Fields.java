import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Field lines in the order received, as slices of the bytes of a head or of trailers.
 *
 * <p>Names are case-insensitive (RFC 9110 §5.1). A name may occur more than once.
 *
 * @param slices four for each field: name start and end, value start and end
 * @param marks a bit for each name ({@link #mark}): most names that are asked for are not there
 */
record Fields(byte[] bytes, int[] slices, long marks) {

    /** The maximum number of field lines in a section. */
    static final int MAX_FIELDS = 100;
    /** The maximum number of bytes in all field lines together. */
    static final int MAX_BYTES = 16 * 1024;

    static final Fields EMPTY = new Fields(new byte[0], new int[0]);

    Fields(byte[] bytes, int[] slices) {
        this(bytes, slices, marks(bytes, slices));
    }

    private static long marks(byte[] bytes, int[] slices) {
        long marks = 0;
        for (int i = 0; i < slices.length; i += 4) {
            marks |= mark(slices[i + 1] - slices[i], bytes[slices[i]]);
        }
        return marks;
    }

    /** Returns the bit of a name, in upper or lower case. Names that differ may have the same bit. */
    private static long mark(int length, int first) {
        return 1L << (31 * length + (first | 0x20));        // The last six bits of the sum count.
    }

    int size() {
        return slices.length / 4;
    }

    /** Returns the name of field `i` in lower case. */
    String name(int i) {
        return Ascii.text(bytes, slices[4 * i], slices[4 * i + 1]).toLowerCase(Locale.ROOT);
    }

    /** Returns the value of field `i` without the white space around it, one char per byte. */
    String value(int i) {
        return Ascii.text(bytes, slices[4 * i + 2], slices[4 * i + 3]);
    }

    /**
     * Returns the index of the first field named `name`, which is in lower case, starting at index `from`; -1 if there
     * is none. Names that clients send are in any case. Each request asks for many names that it does not have: `marks`
     * excludes most of them at once.
     */
    // task fields
    int indexOf(String name, int from) {
        throw new Todo("fields");
    }

    boolean has(String name) {
        return indexOf(name, 0) >= 0;
    }

    /** Returns the values of all fields named `name`, in order. */
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
     * Returns the members of the comma-separated list that all fields named `name` form together (RFC 9110 §5.6.1), as
     * received. Commas in a quoted string are not separators (RFC 9110 §5.6.4). It ends on its line: a quote that no
     * other one follows there begins none. Empty members do not count.
     */
    List<String> list(String name) {
        List<String> members = new ArrayList<>(1);
        for (String value : values(name)) {
            int start = 0;
            boolean quotes = true;      // false after a quote that begins no quoted string: no other can begin one
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' && quotes) {
                    int last = lastQuote(value, i);
                    quotes = last >= 0;
                    i = Math.max(i, last);
                } else if (c == ',') {
                    addMember(value.substring(start, i), members);
                    start = i + 1;
                }
            }
            addMember(value.substring(start), members);
        }
        return members;
    }

    /** Returns the index of the quote that ends the quoted string at `first`; -1 if it does not end. */
    private static int lastQuote(String value, int first) {
        for (int i = first + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 1 : 0;        // The next character is escaped, whatever it is.
        }
        return -1;
    }

    private static void addMember(String text, List<String> members) {
        if (!text.isBlank()) {
            members.add(text.strip());
        }
    }

    /** Returns the same list in lower case, for case-insensitive names such as those in `Connection`. */
    List<String> tokens(String name) {
        List<String> tokens = list(name);
        tokens.replaceAll(member -> member.toLowerCase(Locale.ROOT));
        return tokens;
    }
}
