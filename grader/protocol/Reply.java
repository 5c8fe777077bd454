package grader.protocol;

import java.util.List;

/**
 * An answer, as a client reads it.
 *
 * @param fields a line each: `Name: value`
 * @param interims how many 100s came before it
 * @param isComplete whether all of it has come
 */
public record Reply(int status, List<String> fields, Ending ending, String content, int interims, boolean isComplete) {

    /** How the end of the content is told. */
    public enum Ending {
        NO_CONTENT, LENGTH, CHUNKS, CONNECTION
    }

    /** The value of the one field of this name; null if there is none. */
    public String field(String name) {
        String value = null;
        for (String line : fields) {
            if (line.length() > name.length() && line.charAt(name.length()) == ':'
                    && line.regionMatches(true, 0, name, 0, name.length())) {
                Finding.check(value == null, "a field is there twice", name);
                value = line.substring(name.length() + 1).strip();
            }
        }
        return value;
    }

    public boolean closes() {
        return "close".equals(field("Connection"));
    }

    /** What no two runs have in common is left out: request ids, and how often the client was told to go on. */
    public Reply comparable() {
        return new Reply(status, fields.stream().map(Reply::withoutId).toList(), ending, withoutId(content), 0,
                isComplete);
    }

    private static String withoutId(String text) {
        int at = text.startsWith("X-Request-Id: ") ? 14
                : text.startsWith("{") ? text.lastIndexOf("\"requestId\":\"") + 13 : 0;
        boolean fresh = at >= 13 && text.length() >= at + 16;
        return fresh ? text.substring(0, at) + text.substring(at + 16) : text;
    }
}
