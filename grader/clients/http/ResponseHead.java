package grader.clients.http;

import grader.clients.http.Response.Field;
import grader.clients.http.Response.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a response: status line and fields (RFC 9112 §4, §5).
 *
 * @param text all its bytes, with the empty line
 */
record ResponseHead(String text, String statusLine, int status, List<Field> fields) {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] [1-5]\\d\\d [\\t -~\\x80-\\xff]*");
    private static final Pattern STATUS = Pattern.compile("^HTTP/\\d\\.\\d (\\d{3})(?!\\d)");
    private static final Pattern FIELD_LINE =
            Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+:[\\t -~\\x80-\\xff]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** Fields that are no lists. Whether a field that no RFC names is one is not known. */
    private static final List<String> SINGLE = List.of("age", "content-length", "content-location", "content-range",
            "content-type", "date", "etag", "expires", "last-modified", "location", "max-forwards", "retry-after",
            "server");

    /** Reads as much as can be understood, and adds what breaks a rule to `violations`. */
    static ResponseHead of(String text, List<Violation> violations) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            if (lines[i].indexOf('\r') < 0 || lines[i].indexOf('\r') < lines[i].length() - 1) {
                violations.add(new Violation(Rule.LINE_END, "lines that end in CR LF, with no other CR in them",
                        Bytes.brief(lines[i])));
            }
        }
        String statusLine = withoutEnd(lines[0]);
        if (!STATUS_LINE.matcher(statusLine).matches()) {
            violations.add(new Violation(Rule.STATUS_LINE, "a status line such as HTTP/1.1 200 OK",
                    Bytes.brief(statusLine)));
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length - 2; i++) {
            field(withoutEnd(lines[i]), fields, violations);
        }
        Matcher code = STATUS.matcher(statusLine);
        int status = code.find() ? Integer.parseInt(code.group(1)) : 0;
        ResponseHead head = new ResponseHead(text, statusLine, status, List.copyOf(fields));
        head.checkFields(violations);
        return head;
    }

    private static String withoutEnd(String line) {
        return line.replaceAll("\r+$", "");
    }

    private static void field(String line, List<Field> fields, List<Violation> violations) {
        if (!FIELD_LINE.matcher(line).matches()) {
            violations.add(new Violation(Rule.FIELD_LINE, "a field line such as Name: value", Bytes.brief(line)));
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
            fields.add(new Field(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
    }

    private void checkFields(List<Violation> violations) {
        for (String name : SINGLE) {
            if (values(name).size() > 1) {
                violations.add(new Violation(Rule.SINGLE_FIELD, "one field " + name, values(name).size() + " of them"));
            }
        }
        List<String> lengths = values("Content-Length");
        if (!lengths.isEmpty() && !values("Transfer-Encoding").isEmpty()) {
            violations.add(new Violation(Rule.FRAMING, "either Content-Length or Transfer-Encoding", "both"));
        }
        lengths.stream()
                .filter(length -> !LENGTH.matcher(length).matches())
                .forEach(length -> violations.add(new Violation(Rule.FRAMING, "a number as Content-Length",
                        Bytes.brief(length))));
    }

    List<String> values(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
    }

    /** Whether no content can follow it, as the response to a request with this method (RFC 9112 §6.3). */
    boolean isBare(String method) {
        return method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304;
    }

    /** How the end of the content is told, if there may be content. */
    Framing framing() {
        if (status / 100 == 1 || status == 204 || status == 304) {
            return Framing.NONE;
        }
        List<String> codings = values("Transfer-Encoding");
        if (!codings.isEmpty()) {
            return codings.getLast().matches("(?i)(.*,)?\\s*chunked") ? Framing.CHUNKED : Framing.CONNECTION;
        }
        return length() >= 0 ? Framing.LENGTH : Framing.CONNECTION;
    }

    /** The Content-Length, -1 if there is none that can be read. */
    long length() {
        List<String> lengths = values("Content-Length");
        return lengths.isEmpty() || !LENGTH.matcher(lengths.getFirst()).matches() ? -1
                : Long.parseLong(lengths.getFirst());
    }
}
