package grader.clients.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link ScriptedUpstream} does when a request has arrived: which bytes it sends, how fast, and what it does
 * then.
 *
 * @param bytes what it sends, one char per byte, be it HTTP or not
 * @param pause before each byte; zero: all are sent at once
 * @param held whether it begins only with {@link ScriptedUpstream#release}
 * @param end what becomes of the connection after that
 */
public record Reaction(String bytes, Duration pause, boolean held, End end) {

    /** The connection stays open for the next request, or ends. */
    public enum End {
        STAY, CLOSE, RESET
    }

    /** A complete response. @param fields lines such as `Retry-After: 1` */
    public static Reaction json(int status, String json, String... fields) {
        byte[] content = json.getBytes(UTF_8);
        StringBuilder response =
                new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + content.length + "\r\n");
        List.of(fields).forEach(field -> response.append(field).append("\r\n"));
        return sends(response + "\r\n" + new String(content, ISO_8859_1));
    }

    /** Sends these bytes. */
    public static Reaction sends(String bytes) {
        return new Reaction(bytes, Duration.ZERO, false, End.STAY);
    }

    /** Sends what is no HTTP. */
    public static Reaction garbage() {
        return sends("\0\1\2 this is no HTTP\r\n\r\n").thenClose();
    }

    /** Never sends anything. */
    public static Reaction silence() {
        return sends("");
    }

    /** Closes the connection without a response. */
    public static Reaction close() {
        return silence().thenClose();
    }

    /** Resets the connection without a response. */
    public static Reaction reset() {
        return silence().resetAfter(0);
    }

    /** The same, of which only the first bytes are sent before the connection is reset. */
    public Reaction resetAfter(int count) {
        return new Reaction(bytes.substring(0, count), pause, held, End.RESET);
    }

    /** The same bytes one by one, with a pause before each. */
    public Reaction byteByByte(Duration each) {
        return new Reaction(bytes, each, held, end);
    }

    /** The same bytes twice. */
    public Reaction twice() {
        return new Reaction(bytes + bytes, pause, held, end);
    }

    /** The same, but it begins only with {@link ScriptedUpstream#release}. */
    public Reaction onceReleased() {
        return new Reaction(bytes, pause, true, end);
    }

    /** The same, and then the connection is closed. */
    public Reaction thenClose() {
        return new Reaction(bytes, pause, held, End.CLOSE);
    }
}
