package grader.clients.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One response in a check, read leniently: what a check is not about does not disturb it.
 *
 * <p>The `expect…` methods mark in the transcript where the difference is, and throw {@link CheckFailed}.
 */
public final class Answer extends Response {

    private static final Pattern UNWRITTEN = Pattern.compile("\\btask ([a-z0-9-]+) is not written yet");

    private final Transcript transcript;
    private final Peer peer;

    /** @param peer whose connection it came on */
    Answer(Transcript transcript, Peer peer, Response response) {
        super(response);
        this.transcript = transcript;
        this.peer = peer;
    }

    /**
     * The response that these bytes are, as another client has read them.
     *
     * @param peer whose connection they came on
     */
    public static Answer of(Transcript transcript, Peer peer, String bytes) {
        Response response = read(bytes).or(() -> read(bytes + "\r\n\r\n")).orElseThrow();
        return new Answer(transcript, peer, response);
    }

    private static Optional<Response> read(String bytes) {
        return new ResponseReader(ByteSource.of(bytes, true)).next("GET");
    }

    /** What is expected of the field called `name`. */
    public FieldAssert field(String name) {
        return new FieldAssert(this, name);
    }

    /** The task that the response says is not written yet, if it says so. */
    public Optional<String> unwritten() {
        return unwritten(body());
    }

    public static Optional<String> unwritten(String body) {
        Matcher named = UNWRITTEN.matcher(body);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** What a failure adds where a response says that a task is not written yet; empty elsewhere. */
    public static String unwrittenRemark(String response) {
        return unwritten(response).map(task -> " (task " + task + " is not written yet)").orElse("");
    }

    public Answer expectStatus(int... allowed) {
        for (int status : allowed) {
            if (status == status()) {
                return this;
            }
        }
        throw statusDiffers(
                String.join(" or ", java.util.Arrays.stream(allowed).mapToObj(String::valueOf).toList()));
    }

    /** The failure of a status that is not as these words say. */
    public CheckFailed statusDiffers(String expected) {
        if (status() == 0) {
            return differs(0, 0, Bytes.brief(statusLine()).length(), "HTTP/1.1 " + expected,
                    "expected a response that begins with HTTP/1.1 " + expected + ", got " + Bytes.brief(statusLine()));
        }
        int column = statusLine().indexOf(' ') + 1;
        return differs(0, column, 3, expected,
                "expected status " + expected + ", got " + Bytes.brief(statusLine()) + unwrittenRemark(body()));
    }

    public Answer expectBody(String expected) {
        String body = body();
        if (body.equals(expected)) {
            return this;
        }
        int at = 0;
        while (at < Math.min(body.length(), expected.length()) && body.charAt(at) == expected.charAt(at)) {
            at++;
        }
        String rest = expected.substring(at);
        int headLines = (int) head().lines().count();
        throw differs(
                headLines + (int) body.substring(0, at).lines().count()
                        - (at > 0 && body.charAt(at - 1) != '\n' ? 1 : 0),
                Bytes.visible(body.substring(body.lastIndexOf('\n', at - 1) + 1, at)).length(), 1,
                rest.isEmpty() ? "the end of the body" : Bytes.visible(rest.substring(0, Math.min(rest.length(), 40))),
                "expected the body \"" + Bytes.brief(expected) + "\", got \"" + Bytes.brief(body) + "\": "
                        + difference(at, rest));
    }

    private String difference(int at, String rest) {
        if (rest.isEmpty()) {
            return "it goes on after byte " + at;
        }
        return at < body().length() ? "the first difference is at byte " + at
                : "it ends after " + at + " bytes"
                        + (values("Content-Length").isEmpty() ? "" : ", as Content-Length says");
    }

    /** Fails with `message` and a mark at a field, or at the status line where there is no such field. */
    public CheckFailed fieldDiffers(String name, String expected, String message) {
        return differs(lineOf(name), 0, lineOf(name) == 0 ? 0 : name.length(), expected, message);
    }

    /** Fails with `message` and a mark at a place of the body: the line, from 0, and how many characters of it. */
    public CheckFailed bodyDiffers(int line, int length, String expected, String message) {
        return differs((int) head().lines().count() + line, 0, length, expected, message);
    }

    /** Fails with `message` and a mark at a place of this answer. */
    public CheckFailed differs(int line, int column, int length, String expected, String message) {
        transcript.markReceived(peer, line, column, length, expected);
        return new CheckFailed(message);
    }

    private int lineOf(String name) {
        List<String> lines = head().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return i;
            }
        }
        return 0;
    }
}
