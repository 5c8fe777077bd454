package docs.studio.wire;

import grader.clients.http.ByteSource;
import grader.clients.http.Bytes;
import grader.clients.http.Response;
import grader.clients.http.Response.Framing;
import grader.clients.http.Response.Part;
import grader.clients.http.Response.PartKind;
import grader.clients.http.ResponseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message as the grader's reader understands it.
 *
 * @param line its first line, without the end
 * @param status of a response; 0: a request, or none that can be read
 * @param length in bytes, as far as they have come
 * @param announced its length in the end, if that is known; else -1
 * @param parts from its first byte on
 * @param missing in words what is missing; empty if it is complete
 * @param wrong what breaks a rule, in words
 */
record FramedMessage(String line, int status, int length, long announced, List<Part> parts, String missing,
        List<String> wrong) {

    private static final String STATUS_LINE = "HTTP/1.1 200 OK";
    private static final Pattern REQUEST_LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~\\x80-\\xff]+ HTTP/\\d\\.\\d");

    boolean isComplete() {
        return missing.isEmpty();
    }

    boolean isInterim() {
        return status / 100 == 1 && status != 101;
    }

    String method() {
        return line.replaceFirst(" .*", "");
    }

    /** Bytes that are no part of any response: they come after the end of one. */
    static FramedMessage surplus(int length) {
        return new FramedMessage("", 0, length, -1, List.of(), "", List.of());
    }

    boolean isSurplus() {
        return parts.isEmpty();
    }

    /** The response at the beginning of these bytes. @param method of its request. @param ended no more will come */
    static FramedMessage response(String bytes, String method, boolean ended) {
        Optional<Response> read = new ResponseReader(ByteSource.of(bytes, ended)).next(method);
        return read.map(response -> of(response, response.statusLine(), response.status(), 0))
                .orElseGet(() -> unfinished(bytes));
    }

    /**
     * The request at the beginning of these bytes. Fields and framing are those of a response (RFC 9112 §5, §6), but
     * for one rule: without a length there is no content.
     */
    static FramedMessage request(String bytes) {
        int end = bytes.indexOf('\n');
        if (end < 0) {
            return unfinished(bytes);
        }
        String line = bytes.substring(0, end).replaceFirst("\r+$", "");
        int longer = STATUS_LINE.length() - line.length();
        Optional<Response> read =
                new ResponseReader(ByteSource.of(STATUS_LINE + bytes.substring(line.length()), false)).next("GET");
        if (read.isEmpty()) {
            return unfinished(bytes);
        }
        FramedMessage request = of(read.get(), line, 0, longer);
        request.wrong().replaceAll(each -> each.replace(STATUS_LINE, line));
        if (!REQUEST_LINE.matcher(line).matches()) {
            request.wrong().addFirst("expected a request line such as GET / HTTP/1.1, got " + Bytes.brief(line));
        }
        return request;
    }

    /** @param status 0: it is a request. @param longer how many bytes the line that was read has more than `line` */
    private static FramedMessage of(Response read, String line, int status, int longer) {
        boolean bare = status == 0 && read.status() == 200 && read.framing() == Framing.CONNECTION;
        List<Part> parts = new ArrayList<>();
        for (Part part : bare ? List.of(read.parts().getFirst()) : read.parts()) {
            parts.add(new Part(part.kind(), part.start() == 0 ? 0 : part.start() - longer, part.end() - longer));
        }
        String missing = bare ? "" : read.missing().map(each -> each.expected() + ", after " + each.after()).orElse("");
        int length = (bare ? read.head().length() : read.raw().length()) - longer;
        long announced = read.framing() == Framing.LENGTH && !read.values("Content-Length").isEmpty()
                ? read.head().length() - longer + Long.parseLong(read.values("Content-Length").getFirst())
                : -1;
        return new FramedMessage(line, status, length, announced, parts, missing,
                new ArrayList<>(read.violations()
                        .stream()
                        .map(each -> each + " (" + each.rule().clause() + ")")
                        .toList()));
    }

    private static FramedMessage unfinished(String bytes) {
        int end = bytes.indexOf('\n');
        return new FramedMessage(end < 0 ? "" : Bytes.brief(bytes.substring(0, end).strip()), 0, bytes.length(), -1,
                List.of(new Part(PartKind.HEAD, 0, bytes.length())), "the empty line that ends the head", List.of());
    }
}
