package grader.clients.upstream;

import grader.clients.http.Response.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the requests in the bytes of one connection. What is no HTTP never becomes a request. */
final class RequestScanner {

    /** @param end the index after it */
    private record Content(String text, int end) {}

    private final StringBuilder bytes = new StringBuilder();

    void add(String more) {
        bytes.append(more);
    }

    /** The next request, if all of it has come. */
    Optional<UpstreamRequest> next(int connection) {
        int end = bytes.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        String[] lines = bytes.substring(0, end).split("\r\n");
        String[] words = (lines[0] + "  ").split(" ", 3);
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = (lines[i] + ":").split(":", 2);
            fields.add(new Field(parts[0].strip(), parts[1].substring(0, parts[1].length() - 1).strip()));
        }
        UpstreamRequest request =
                new UpstreamRequest(connection, words[0], words[1], List.copyOf(fields), "", System.nanoTime());
        return Optional.ofNullable(content(request, end + 4)).map(content -> {
            bytes.delete(0, content.end());
            return new UpstreamRequest(connection, words[0], words[1], request.fields(), content.text(), request.at());
        });
    }

    /** Null if it has not come, or makes no sense. */
    private Content content(UpstreamRequest head, int start) {
        if (!head.values("Transfer-Encoding").isEmpty()) {
            return chunks(start);
        }
        List<String> lengths = head.values("Content-Length");
        if (lengths.isEmpty()) {
            return new Content("", start);
        }
        return lengths.getFirst().matches("[0-9]{1,9}") ? piece(start, Integer.parseInt(lengths.getFirst())) : null;
    }

    private Content piece(int start, int length) {
        return length <= bytes.length() - start ? new Content(bytes.substring(start, start + length), start + length)
                : null;
    }

    private Content chunks(int start) {
        StringBuilder text = new StringBuilder();
        int at = start;
        while (true) {
            int end = bytes.indexOf("\r\n", at);
            String size = end < 0 ? "" : bytes.substring(at, end).replaceAll("[ \t]*;.*", "");
            if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                return null;
            }
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                int last = bytes.indexOf("\r\n\r\n", end);      // after the trailer fields, if there are any
                return last < 0 ? null : new Content(text.toString(), last + 4);
            }
            Content chunk = piece(end + 2, length + 2);
            if (chunk == null) {
                return null;
            }
            text.append(chunk.text(), 0, length);
            at = chunk.end();
        }
    }
}
