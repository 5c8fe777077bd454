package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.core.files.Sha256;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server has read of a request, as it says in its response: in the field {@link #FIELD}.
 *
 * @param id the server's number for it
 */
record RequestRecord(String id, String method, String target, int length, String hash) {

    static final String FIELD = "X-Read";

    private static final int DIGITS = 12;
    private static final Pattern SHOWN = Pattern.compile("(\\S+) (\\S+) (\\S+) (\\d+) ([0-9a-f]{" + DIGITS + "})");

    static RequestRecord of(String id, StrictRequest request) {
        return new RequestRecord(id, request.method(), request.target(), request.content().length(),
                Sha256.of(request.content().getBytes(ISO_8859_1)).substring(0, DIGITS));
    }

    /** The record in the value of a field; null if there is none. */
    static RequestRecord parse(String value) {
        Matcher shown = SHOWN.matcher(value);
        return !shown.matches() ? null
                : new RequestRecord(shown.group(1), shown.group(2), shown.group(3), Integer.parseInt(shown.group(4)),
                        shown.group(5));
    }

    /** Whether it is what a server should have read of this request, whatever its number. */
    boolean isOf(StrictRequest request) {
        return equals(of(id, request));
    }

    @Override
    public String toString() {
        return id + " " + method + " " + target + " " + length + " " + hash;
    }
}
