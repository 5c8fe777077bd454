package grader.clients.http;

import grader.clients.http.Response.Part;
import grader.clients.http.Response.PartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/** A chunked body as it comes (RFC 9112 §7.1): where it ends, and what is in it. */
final class ChunkReader {

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_VIOLATIONS = 10;      // of a body: each chunk may have one

    private final ByteSource source;
    private final StringBuilder bytes;
    private final int start;
    private final List<Violation> violations;
    private final List<Part> parts;     // null: they are not asked for
    private final StringBuilder content = new StringBuilder();
    private int at;             // the place after what has been read
    private int whole;          // how much of the content is in chunks that are complete
    private String begun = "";  // the size of a chunk that is not

    /**
     * @param start where the body begins in the bytes of `source`
     * @param violations gets what breaks a rule
     */
    ChunkReader(ByteSource source, int start, List<Violation> violations) {
        this(source, start, violations, null);
    }

    private ChunkReader(ByteSource source, int start, List<Violation> violations, List<Part> parts) {
        this.parts = parts;
        this.source = source;
        this.bytes = source.bytes();
        this.start = start;
        this.at = start;
        this.violations = violations;
    }

    /** The parts of a chunked body, which begins at `start`, as far as they can be understood. */
    static List<Part> parts(String bytes, int start) {
        List<Part> parts = new ArrayList<>();
        new ChunkReader(ByteSource.of(bytes, false), start, new ArrayList<>(), parts).read();
        return parts;
    }

    /** All up to here that is in no part yet is one. */
    private void mark(PartKind kind) {
        int from = parts == null ? at : parts.isEmpty() ? start : parts.getLast().end();
        if (at > from) {
            parts.add(new Part(kind, from, at));
        }
    }

    /** Reads up to the end of the body; false if that does not come, or the bytes cannot be understood. */
    boolean read() {
        for (int line = at;; line = at) {
            String text = line();
            Matcher matcher = ChunkGrammar.LINE.matcher(text == null ? "" : text);
            if (!matcher.matches()) {
                at = line;
                return text != null && wrong("a chunk's size in hexadecimal, perhaps with extensions", this::shown);
            }
            mark(PartKind.CHUNK_SIZE);
            String size = matcher.group(1);
            long count = Long.parseLong(size, 16);
            if (count == 0) {
                boolean over = trailers();
                mark(PartKind.TRAILERS);
                return over;
            }
            begun = size;
            if (!data(count) || !dataEnd()) {
                return false;
            }
            begun = "";
            whole = content.length();
        }
    }

    private boolean data(long count) {
        boolean here = needs(at + count);
        int end = (int) Math.min(bytes.length(), at + count);
        content.append(bytes, at, end);
        at = end;
        mark(PartKind.BODY);
        return here;
    }

    private boolean dataEnd() {
        boolean here = needs(at + 1) && (bytes.charAt(at) != '\r' || needs(at + 2));
        if (!here) {
            return false;
        }
        if (bytes.charAt(at) == '\r' && bytes.charAt(at + 1) == '\n') {
            at += 2;
            mark(PartKind.CHUNK_END);
            return true;
        }
        wrong("\\r\\n after the 0x" + begun + " bytes of a chunk",
                () -> Bytes.visible(bytes.substring(at, Math.min(at + 2, bytes.length()))));
        boolean lf = bytes.charAt(at) == '\n';
        at += lf ? 1 : 0;
        return lf;
    }

    /** Trailer fields are passed over, up to the empty line. */
    private boolean trailers() {
        String line = line();
        while (line != null && !line.isEmpty()) {
            line = line();
        }
        return line != null;
    }

    /** The next line without its end; null if it does not come, or has none. */
    private String line() {
        int end = bytes.indexOf("\n", at);
        while (end < 0) {
            if (bytes.length() - at > LONGEST_LINE) {
                wrong("a line that ends", this::shown);
                return null;
            }
            if (!source.more()) {
                return null;
            }
            end = bytes.indexOf("\n", at);
        }
        boolean crlf = end > at && bytes.charAt(end - 1) == '\r';
        if (!crlf) {
            wrong("lines of chunks that end in \\r\\n", this::shown);
        }
        String line = bytes.substring(at, crlf ? end - 1 : end);
        at = end + 1;
        return line;
    }

    private boolean needs(long length) {
        while (bytes.length() < length) {
            if (!source.more()) {
                return false;
            }
        }
        return true;
    }

    private boolean wrong(String expected, Supplier<String> found) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(new Violation(Rule.CHUNK, expected, found.get()));
        }
        return false;
    }

    private String shown() {
        return "'" + Bytes.brief(bytes.substring(at, Math.min(bytes.length(), at + 40))) + "' at byte " + (at - start)
                + " of the body";
    }

    /** What has come, in words: the content of whole chunks, and what there is of the next one. */
    String progress() {
        return whole + " bytes of content"
                + (begun.isEmpty() ? ""
                        : " and " + (content.length() - whole) + " of a chunk of 0x" + begun + " bytes");
    }

    int end() {
        return at;
    }

    String content() {
        return content.toString();
    }
}
