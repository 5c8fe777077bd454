package grader.proofs.fuzzing.edge;

import grader.clients.http.ChunkGrammar;
import grader.clients.http.Response.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that RFC 9112 gives exactly one meaning. It is read by patterns, and shares no code with the server that is
 * tried.
 *
 * @param target in origin form, or `*`; of CONNECT as it came
 * @param host the one of the target, or of `Host`; empty if there is none
 * @param content one char per byte
 * @param end the place after it
 */
record StrictRequest(String method, String target, String host, List<Field> fields, String content, int end) {

    private static final String TOKEN = "[-!#$%&'*+.^_`|~0-9A-Za-z]+";
    private static final Pattern EMPTY_LINES = Pattern.compile("(?:\r\n)*");
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") ([!\"$-~]+) HTTP/1\\.([0-9])");
    private static final Pattern FIELD_LINE =
            Pattern.compile(
                    "(" + TOKEN + "):[ \t]*((?:[!-~\\x80-\\xff](?:[\t -~\\x80-\\xff]*[!-~\\x80-\\xff])?)?)[ \t]*");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?]+)(.*)");
    private static final Pattern LENGTHS = Pattern.compile("([0-9]{1,18})(?:[ \t]*,[ \t]*[0-9]{1,18})*");
    private static final Pattern CHUNK =
            Pattern.compile("(0*[0-9A-Fa-f]{1,15})" + ChunkGrammar.EXTENSIONS.pattern());

    /** Bytes that are no request, or that two servers may read differently. */
    static final class Unclear extends Exception {

        private static final long serialVersionUID = 1;

        Unclear(String why) {
            super(why);
        }
    }

    /**
     * All requests in what a client sends.
     *
     * @param rest why nothing more is one; empty if nothing more came
     */
    record Input(List<StrictRequest> requests, String rest) {}

    static Input all(String text) {
        List<StrictRequest> requests = new ArrayList<>();
        try {
            for (int at = 0;; at = requests.getLast().end()) {
                StrictRequest next = next(text, at);
                if (next == null) {
                    return new Input(requests, afterEmptyLines(text, at) == text.length() ? "" : "it is not complete");
                }
                requests.add(next);
            }
        } catch (Unclear unclear) {
            return new Input(requests, unclear.getMessage());
        }
    }

    private static int afterEmptyLines(String text, int at) {
        Matcher lines = EMPTY_LINES.matcher(text).region(at, text.length());
        return lines.lookingAt() ? lines.end() : at;
    }

    /** The request that begins at `from`, perhaps after empty lines; null if it is not complete. */
    static StrictRequest next(String text, int from) throws Unclear {
        int start = afterEmptyLines(text, from);
        int head = text.indexOf("\r\n\r\n", start);
        if (head < 0) {
            return null;
        }
        String[] lines = text.substring(start, head).split("\r\n", -1);
        Matcher line = REQUEST_LINE.matcher(lines[0]);
        require(line.matches(), "its request line is not valid");
        List<Field> fields = fields(Arrays.asList(lines).subList(1, lines.length));
        boolean old = line.group(3).equals("0");
        List<String> hosts = values(fields, "host");
        require(hosts.size() == 1 || old && hosts.isEmpty(), "it has not one Host");
        Content content = content(text, head + 4, fields, old);
        return content == null ? null
                : new StrictRequest(line.group(1), origin(line.group(1), line.group(2)),
                        host(line.group(2), hosts.isEmpty() ? "" : hosts.getFirst()), fields, content.text(),
                        content.end());
    }

    /** @param end the place after it */
    record Content(String text, int end) {}

    static void require(boolean holds, String why) throws Unclear {
        if (!holds) {
            throw new Unclear(why);
        }
    }

    static List<Field> fields(List<String> lines) throws Unclear {
        List<Field> fields = new ArrayList<>();
        for (String each : lines) {
            Matcher field = FIELD_LINE.matcher(each);
            require(field.matches(), "a field line is not valid");
            fields.add(new Field(field.group(1).toLowerCase(Locale.ROOT), field.group(2)));
        }
        return fields;
    }

    static List<String> values(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
    }

    /** The values of all fields with this name, which is in lower case. */
    List<String> values(String name) {
        return values(fields, name);
    }

    private static String origin(String method, String target) throws Unclear {
        if (target.startsWith("/") || method.equals("CONNECT") || method.equals("OPTIONS") && target.equals("*")) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        require(absolute.matches(), "its target has no form that is known");
        String path = absolute.group(2);
        return path.isEmpty() && method.equals("OPTIONS") ? "*" : path.startsWith("/") ? path : "/" + path;
    }

    private static String host(String target, String field) {
        Matcher absolute = ABSOLUTE.matcher(target);
        return !target.startsWith("/") && absolute.matches() ? absolute.group(1) : field;
    }

    /** Whether `chunked` is the only coding. */
    static boolean isChunked(List<Field> fields) {
        List<String> codings = Arrays.stream(String.join(",", values(fields, "transfer-encoding")).split(","))
                .map(coding -> coding.replaceAll("^[ \t]+|[ \t]+$", ""))
                .filter(coding -> !coding.isEmpty())
                .toList();
        return codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    }

    /** The number that all members of a list are. */
    static long length(String lengths) throws Unclear {
        Matcher number = LENGTHS.matcher(lengths);
        require(number.matches(), "its Content-Length is no number");
        long length = Long.parseLong(number.group(1));
        for (String each : lengths.split(",")) {
            require(Long.parseLong(each.strip()) == length, "its lengths differ");
        }
        return length;
    }

    /** The content that begins at `start`; null if it is not complete. */
    private static Content content(String text, int start, List<Field> fields, boolean old) throws Unclear {
        String lengths = String.join(",", values(fields, "content-length"));
        boolean sized = !values(fields, "content-length").isEmpty();
        boolean coded = !values(fields, "transfer-encoding").isEmpty();
        require(!coded || !sized && !old, "it has Transfer-Encoding with Content-Length, or in HTTP/1.0");
        if (coded) {
            require(isChunked(fields), "its coding is not chunked");
            return chunked(text, start);
        }
        long length = sized ? length(lengths) : 0;
        return length > text.length() - start ? null
                : new Content(text.substring(start, start + (int) length), start + (int) length);
    }

    /** Chunked content that begins at `start`; null if it is not complete. */
    static Content chunked(String text, int start) throws Unclear {
        StringBuilder content = new StringBuilder();
        for (int at = start;;) {
            int end = text.indexOf("\r\n", at);
            if (end < 0) {
                return null;
            }
            Matcher line = CHUNK.matcher(text.substring(at, end));
            require(line.matches(), "the line of a chunk is not valid");
            long size = Long.parseLong(line.group(1), 16);
            at = end + 2;
            if (size == 0) {
                return trailers(text, at, content.toString());
            }
            if (size + 2 > text.length() - at) {
                return null;
            }
            content.append(text, at, at + (int) size);
            at += (int) size;
            require(text.startsWith("\r\n", at), "a chunk does not end where it says");
            at += 2;
        }
    }

    private static Content trailers(String text, int start, String content) throws Unclear {
        if (text.startsWith("\r\n", start)) {
            return new Content(content, start + 2);
        }
        int end = text.indexOf("\r\n\r\n", start);
        if (end < 0) {
            return null;
        }
        fields(Arrays.asList(text.substring(start, end).split("\r\n", -1)));
        return new Content(content, end + 4);
    }
}
