package grader.conformance.connection;

import grader.conformance.connection.Reply.About;
import grader.conformance.connection.Reply.Fault;
import grader.conformance.connection.Reply.Field;
import grader.conformance.connection.Reply.Framing;
import grader.http.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads one answer from what has come and what still comes, and takes its bytes away. */
final class ReplyReader {

    private static final String TOKEN = "[-!#$%&'*+.^_`|~0-9A-Za-z]+";

    private final StringBuilder in;
    private final BooleanSupplier more;
    private final BooleanSupplier closed;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private int at;      // up to where it is read

    /**
     * @param closed whether the connection has ended, and not by a reset: only that is the end of content without any
     *        other
     */
    ReplyReader(StringBuilder in, BooleanSupplier more, BooleanSupplier closed) {
        this.in = in;
        this.more = more;
        this.closed = closed;
    }

    /** The answer to a request with this method; empty if no head came. */
    Optional<Reply> read(String method) {
        int end = endOfHead();
        while (end < 0) {
            if (!more.getAsBoolean()) {
                return Optional.empty();
            }
            end = endOfHead();
        }
        String head = in.substring(0, end);
        String statusLine = head(head);
        int status = statusLine.matches("HTTP/\\d\\.\\d \\d{3}.*") ? Integer.parseInt(statusLine.substring(9, 12)) : 0;
        at = end;
        Framing framing = body(method, status);
        String raw = in.substring(0, at);
        in.delete(0, at);
        return Optional.of(new Reply(raw, statusLine, status, List.copyOf(fields), content.toString(), framing,
                List.copyOf(faults)));
    }

    private int endOfHead() {
        int crlf = in.indexOf("\n\r\n");
        int lf = in.indexOf("\n\n");
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 3 : lf >= 0 ? lf + 2 : -1;
    }

    private String head(String head) {
        String[] lines = head.split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            if (!lines[i].endsWith("\r") || lines[i].indexOf('\r') < lines[i].length() - 1) {
                faults.add(new Fault(About.LINE_END, "a line does not end in CR LF: " + Bytes.brief(lines[i])));
            }
        }
        String statusLine = lines[0].stripTrailing().equals(lines[0]) ? lines[0] : lines[0].replaceAll("\r+$", "");
        if (!statusLine.matches("HTTP/1\\.[01] [1-5]\\d\\d [\\t \\x21-\\x7e\\x80-\\xff]*")) {
            faults.add(new Fault(About.STATUS_LINE, Bytes.brief(statusLine)));
        }
        for (int i = 1; i < lines.length - 2; i++) {
            field(lines[i].replaceAll("\r+$", ""));
        }
        return statusLine;
    }

    private void field(String line) {
        if (!line.matches(TOKEN + ":[\\t -~\\x80-\\xff]*")) {
            faults.add(new Fault(About.FIELD_LINE, Bytes.brief(line)));
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
            fields.add(new Field(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
    }

    private List<String> values(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
    }

    private Framing body(String method, int status) {
        List<String> lengths = values("content-length");
        List<String> codings = values("transfer-encoding");
        if (!codings.isEmpty() && !lengths.isEmpty()) {
            faults.add(new Fault(About.FRAMING, "both Content-Length and Transfer-Encoding"));
        }
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return Framing.NONE;
        }
        if (!codings.isEmpty() && codings.getLast().toLowerCase(Locale.ROOT).matches("(.*,)?\\s*chunked")) {
            return chunks();
        }
        if (codings.isEmpty() && !lengths.isEmpty() && lengths.getFirst().matches("\\d{1,18}")) {
            return take(Long.parseLong(lengths.getFirst())) ? Framing.LENGTH : Framing.CUT_OFF;
        }
        if (codings.isEmpty() && !lengths.isEmpty()) {
            faults.add(new Fault(About.FRAMING, "Content-Length: " + lengths.getFirst()));
        }
        while (more.getAsBoolean()) {
            // the end of the connection is the end of the content
        }
        content.append(in, at, in.length());
        at = in.length();
        return closed.getAsBoolean() ? Framing.CLOSE : Framing.CUT_OFF;
    }

    /** Takes `count` bytes as content; false if they do not come. */
    private boolean take(long count) {
        boolean whole = needs(at + count);
        int end = (int) Math.min(in.length(), at + count);
        content.append(in, at, end);
        at = end;
        return whole;
    }

    private boolean needs(long length) {
        while (in.length() < length) {
            if (!more.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private Framing chunks() {
        while (true) {
            String size = line();
            if (size == null) {
                return Framing.CUT_OFF;
            }
            if (!size.matches("0*[0-9A-Fa-f]{1,15}(;.*)?")) {
                faults.add(new Fault(About.CHUNK, "a chunk size of " + Bytes.brief(size)));
                return Framing.CUT_OFF;
            }
            long count = Long.parseLong(size.replaceAll(";.*", ""), 16);
            if (count == 0) {
                return trailers() ? Framing.CHUNKED : Framing.CUT_OFF;
            }
            if (!take(count) || !"".equals(line())) {
                return Framing.CUT_OFF;
            }
        }
    }

    private boolean trailers() {
        String line = line();
        while (line != null && !line.isEmpty()) {
            line = line();
        }
        return line != null;
    }

    /** The next line without its end; null if it does not come. */
    private String line() {
        int end = in.indexOf("\n", at);
        while (end < 0) {
            if (!more.getAsBoolean()) {
                return null;
            }
            end = in.indexOf("\n", at);
        }
        String line = in.substring(at, end);
        at = end + 1;
        if (!line.endsWith("\r")) {
            faults.add(new Fault(About.CHUNK, "a line that does not end in CR LF: " + Bytes.brief(line)));
        }
        return line.replaceAll("\r$", "");
    }
}
