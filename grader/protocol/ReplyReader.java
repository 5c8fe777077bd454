package grader.protocol;

import static grader.protocol.Finding.check;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.http.Bytes;
import grader.protocol.Reply.Ending;
import java.util.ArrayList;
import java.util.List;

/** Reads answers as strictly as RFC 9112 allows a client to. */
final class ReplyReader {

    private static final String STATUS = "HTTP/1.1 ";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final String text;
    private final boolean closed;
    private int at;

    /** @param closed whether the connection has ended as a whole answer may end */
    ReplyReader(byte[] bytes, boolean closed) {
        this.text = new String(bytes, ISO_8859_1);
        this.closed = closed;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /**
     * The next one; what is missing of it may only be missing at the end of all bytes.
     *
     * @param isToHead the request was a HEAD
     * @return null if not even its head is complete
     */
    Reply next(boolean isToHead) {
        int interims = interims();
        int end = text.indexOf("\r\n\r\n", at);
        if (end < 0) {
            check(STATUS.regionMatches(0, text, at, Math.min(STATUS.length(), text.length() - at)),
                    "an answer is malformed", shown());
            at = text.length();
            return null;
        }
        List<String> fields = lines(end);
        int status = status(fields.removeFirst());
        fields.forEach(this::checkField);
        at = end + 4;
        return content(new Reply(status, fields, Ending.NO_CONTENT, "", interims, true), isToHead);
    }

    private List<String> lines(int end) {
        List<String> lines = new ArrayList<>();
        for (int from = at; from < end + 2; from = text.indexOf("\r\n", from) + 2) {
            lines.add(text.substring(from, text.indexOf("\r\n", from)));
        }
        return lines;
    }

    /** Goes past the 100s that are next, and counts them. */
    int interims() {
        int count = 0;
        while (text.startsWith(STATUS + "1", at)
                || !isAtEnd() && text.length() - at < CONTINUE.length() && CONTINUE.startsWith(text.substring(at))) {
            String rest = text.substring(at, Math.min(text.length(), at + CONTINUE.length()));
            check(CONTINUE.startsWith(rest), "an answer is malformed", "its 100 is " + shown());
            at += rest.length();
            count++;
        }
        return count;
    }

    private int status(String line) {
        boolean good = line.length() > 13 && line.startsWith(STATUS) && line.charAt(12) == ' '
                && isDigits(line.substring(9, 12), 10);
        check(good, "an answer is malformed", "its status line is " + line);
        return Integer.parseInt(line.substring(9, 12));
    }

    private void checkField(String line) {
        int colon = line.indexOf(':');
        boolean good = colon > 0;
        for (int i = 0; i < colon; i++) {
            good &= line.charAt(i) > ' ' && line.charAt(i) < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(line.charAt(i)) < 0;
        }
        for (int i = colon + 1; i < line.length(); i++) {
            good &= line.charAt(i) >= ' ' && line.charAt(i) != 0x7F || line.charAt(i) == '\t';
        }
        check(good, "an answer is malformed", "it has the line " + line);
    }

    private Reply content(Reply head, boolean isToHead) {
        String length = head.field("Content-Length");
        String coding = head.field("Transfer-Encoding");
        check(head.field("Date") != null, "an answer is malformed", "it has no Date");
        check(length == null || coding == null, "an answer is malformed", "it has a length and chunks");
        if (head.status() == 204 || head.status() == 304) {
            check(length == null && coding == null, "an answer is malformed",
                    "a " + head.status() + " speaks of its length");
            return head;
        }
        if (coding != null) {
            check(coding.equals("chunked"), "an answer is malformed", "Transfer-Encoding is " + coding);
            return isToHead ? with(head, Ending.CHUNKS, "", true) : chunks(head);
        }
        if (length == null) {
            String content = isToHead ? "" : upTo(text.length());
            return with(head, Ending.CONNECTION, content, isToHead || closed);
        }
        check(isDigits(length, 10), "an answer is malformed", "Content-Length is " + length);
        long end = at + (isToHead ? 0 : Long.parseLong(length));
        return with(head, Ending.LENGTH, upTo((int) Math.min(end, text.length())), end <= text.length());
    }

    private Reply chunks(Reply head) {
        StringBuilder content = new StringBuilder();
        while (true) {
            int line = text.indexOf("\r\n", at);
            if (line < 0) {
                at = text.length();
                return with(head, Ending.CHUNKS, content.toString(), false);
            }
            String digits = text.substring(at, line);
            check(isDigits(digits, 16), "an answer is malformed", "a chunk has the size " + digits);
            int size = Integer.parseInt(digits, 16);
            at = line + 2;
            content.append(upTo(Math.min(at + size, text.length())));
            String behind = text.substring(at, Math.min(at + 2, text.length()));
            check("\r\n".startsWith(behind), "an answer is malformed",
                    "a chunk does not end behind " + size + " bytes: " + shown());
            at += behind.length();
            if (behind.length() < 2 || size == 0) {
                return with(head, Ending.CHUNKS, content.toString(), behind.length() == 2);
            }
        }
    }

    private static boolean isDigits(String text, int radix) {
        return !text.isEmpty() && text.length() < 16
                && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
    }

    private String upTo(int end) {
        String part = text.substring(at, end);
        at = end;
        return part;
    }

    private static Reply with(Reply head, Ending ending, String content, boolean complete) {
        return new Reply(head.status(), head.fields(), ending, content, head.interims(), complete);
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    String shown() {
        return Bytes.visible(text.substring(at, Math.min(text.length(), at + 60)));
    }
}
