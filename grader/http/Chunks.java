package grader.http;

import java.util.Optional;

/** A chunked body as it comes (RFC 9112 §7.1), read strictly: where it ends, and what is in it. */
final class Chunks {

    private static final int LONGEST_LINE = 4096;

    private final int start;
    private final StringBuilder content = new StringBuilder();
    private int at;             // the place behind the last chunk that is complete
    private boolean trailers;   // the last chunk was there
    private String wrong;

    /** @param start where it begins in the bytes that {@link #isComplete} looks at */
    Chunks(int start) {
        this.start = start;
        this.at = start;
    }

    /** Goes on as far as the bytes reach. */
    boolean isComplete(StringBuilder bytes) {
        while (wrong == null) {
            int line = bytes.indexOf("\r\n", at);
            if (line < 0) {
                wrong = bytes.length() - at > LONGEST_LINE ? "a line that ends, got " + shown(bytes) : null;
                return false;
            }
            int next = trailers ? line + 2 : chunk(bytes, line);
            if (next < 0) {
                return false;
            }
            boolean empty = trailers && line == at;
            trailers |= next == line + 2;
            at = next;
            if (empty) {
                return true;
            }
        }
        return false;
    }

    /** The place behind the chunk whose size stands before `line`, -1 if it is not all there. */
    private int chunk(StringBuilder bytes, int line) {
        String size = bytes.substring(at, line).replaceFirst("[ \t]*;.*", "");
        if (!size.matches("[0-9A-Fa-f]{1,12}")) {
            wrong = "a chunk's size in hexadecimal, got " + shown(bytes);
            return -1;
        }
        long end = line + 2 + Long.parseLong(size, 16);
        if (end == line + 2 || end + 2 > bytes.length()) {
            return end == line + 2 ? line + 2 : -1;
        }
        if (!bytes.substring((int) end, (int) end + 2).equals("\r\n")) {
            wrong = "\\r\\n behind the 0x" + size + " bytes of a chunk, got "
                    + Bytes.visible(bytes.substring((int) end, (int) end + 2));
            return -1;
        }
        content.append(bytes, line + 2, (int) end);
        return (int) end + 2;
    }

    private String shown(StringBuilder bytes) {
        return "'" + Bytes.brief(bytes.substring(at, Math.min(bytes.length(), at + 40))) + "' at byte " + (at - start)
                + " of the body";
    }

    /** What was expected in place of what came, if it is not well formed. */
    Optional<String> wrong() {
        return Optional.ofNullable(wrong);
    }

    /**
     * What has come of a chunk that is not all there, to be said behind the bytes before it; nothing if there is none.
     */
    String begun(StringBuilder bytes) {
        int line = bytes.indexOf("\r\n", at);
        return line < 0 || trailers ? ""
                : " and " + (bytes.length() - line - 2) + " of a chunk of 0x" + bytes.substring(at, line) + " bytes";
    }

    int end() {
        return at;
    }

    String content() {
        return content.toString();
    }
}
