package grader.proofs.fuzzing.edge;

import grader.clients.http.Response.Field;
import grader.proofs.fuzzing.edge.StrictRequest.Content;
import grader.proofs.fuzzing.edge.StrictRequest.Unclear;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an edge has to make of the bytes of a backend, after which the backend closes its connection.
 *
 * @param status of the final response; 0 if it is not known
 * @param content one char per byte
 * @param delimited whether another response could follow on the connection
 */
record StrictResponse(Kind kind, int status, String content, boolean delimited) {

    /** How they are to be read. */
    enum Kind {
        /** As a response. */
        WHOLE,
        /** As one whose content breaks off. */
        CUT,
        /** As none: the client gets a 502. */
        NONE,
        /** The rules leave it open. */
        ANY
    }

    private static final int MOST_INTERIMS = 16;
    private static final int MOST_FIELDS = 100;
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.([0-9]) ([1-5][0-9]{2})(?: [\t -~\\x80-\\xff]*)?");
    private static final StrictResponse NONE = new StrictResponse(Kind.NONE, 0, "", false);
    static final StrictResponse ANY = new StrictResponse(Kind.ANY, 0, "", false);

    static StrictResponse of(String bytes, StrictRequest request) {
        try {
            int at = 0;
            for (int i = 0; i <= MOST_INTERIMS; i++) {
                int end = bytes.indexOf("\r\n\r\n", at);
                if (end < 0) {
                    return NONE;
                }
                String[] lines = bytes.substring(at, end).split("\r\n", -1);
                Matcher line = STATUS_LINE.matcher(lines[0]);
                StrictRequest.require(line.matches(), "its status line is not valid");
                List<Field> fields = StrictRequest.fields(Arrays.asList(lines).subList(1, lines.length));
                int status = Integer.parseInt(line.group(2));
                at = end + 4;
                if (fields.size() > MOST_FIELDS) {
                    return ANY;
                }
                if (status == 101) {
                    return asks(request) && asks(fields) ? ANY : NONE;
                }
                if (status >= 200) {
                    return last(bytes.substring(at), status, fields, line.group(1).equals("0"), request);
                }
            }
            return ANY;     // too many interim responses
        } catch (Unclear unclear) {
            return NONE;
        }
    }

    private static boolean asks(StrictRequest request) {
        return asks(request.fields());
    }

    private static boolean asks(List<Field> fields) {
        return StrictRequest.values(fields, "upgrade").stream().anyMatch("websocket"::equalsIgnoreCase);
    }

    private static StrictResponse last(String rest, int status, List<Field> fields, boolean old, StrictRequest request)
            throws Unclear {
        boolean coded = !StrictRequest.values(fields, "transfer-encoding").isEmpty();
        List<String> lengths = StrictRequest.values(fields, "content-length");
        StrictRequest.require(!coded || lengths.isEmpty() && !old && StrictRequest.isChunked(fields),
                "its end is not clear");
        long length = lengths.isEmpty() ? -1 : StrictRequest.length(String.join(",", lengths));
        if (status == 205) {
            return ANY;     // It has no content, and the backend sends some.
        }
        if (request.method().equals("HEAD") || status == 204 || status == 304) {
            return new StrictResponse(Kind.WHOLE, status, "", true);
        }
        if (coded) {
            return chunked(rest, status);
        }
        if (length < 0) {
            return new StrictResponse(Kind.WHOLE, status, rest, false);
        }
        return length > rest.length() ? new StrictResponse(Kind.CUT, status, rest, false)
                : new StrictResponse(Kind.WHOLE, status, rest.substring(0, (int) length), true);
    }

    private static StrictResponse chunked(String rest, int status) {
        try {
            Content content = StrictRequest.chunked(rest, 0);
            return content == null ? new StrictResponse(Kind.CUT, status, "", false)
                    : new StrictResponse(Kind.WHOLE, status, content.text(), true);
        } catch (Unclear unclear) {
            return new StrictResponse(Kind.CUT, status, "", false);
        }
    }
}
