package grader.clients.http;

import grader.clients.http.Response.Framing;
import grader.clients.http.Response.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes responses out of the bytes that come, one after another: a head, and as much content as that announces (RFC
 * 9112 §6.3). What breaks a rule becomes a {@link Violation}, and is read on as far as it makes sense.
 *
 * <p>A head has to be over within {@link Limits#HEAD}; all other limits are those of the source.
 */
public final class ResponseReader {

    /** As many interim responses are passed over; a server that sends more sends them for ever. */
    public static final int MOST_INTERIMS = 100;

    private final ByteSource source;

    public ResponseReader(ByteSource source) {
        this.source = source;
    }

    /**
     * The next response, interim or final, to a request with this method; empty if not even its head is whole. What has
     * come of that stays in the source.
     */
    public Optional<Response> next(String method) {
        int end = endOfHead(0);
        for (int seen = 0; end < 0 && source.bytes().length() <= Limits.HEAD; end = endOfHead(seen)) {
            seen = Math.max(0, source.bytes().length() - 2);
            if (!source.more()) {
                return Optional.empty();
            }
        }
        if (end < 0 || end > Limits.HEAD) {
            source.tooMuch();
            return Optional.empty();
        }
        List<Violation> violations = new ArrayList<>();
        ResponseHead head = ResponseHead.of(source.bytes().substring(0, end), violations);
        Framing framing = head.isBare(method) ? Framing.NONE : head.framing();
        return Optional.of(switch (framing) {
            case NONE -> taken(end, head, framing, "", null, violations);
            case CHUNKED -> chunked(end, head, violations);
            case LENGTH -> counted(end, head, violations);
            case CONNECTION -> upToTheEnd(end, head, violations);
        });
    }

    /**
     * The final response; interim ones before it are handed to `interims` (RFC 9110 §15.2). After
     * {@link #MOST_INTERIMS} of them the next one is returned, whatever it is.
     */
    public Optional<Response> last(String method, Consumer<Response> interims) {
        Optional<Response> response = next(method);
        for (int i = 0; i < MOST_INTERIMS && response.filter(Response::isInterim).isPresent(); i++) {
            interims.accept(response.get());
            response = next(method);
        }
        return response;
    }

    /** The place after the first empty line, which begins after `from`; -1 if none has come. */
    private int endOfHead(int from) {
        StringBuilder bytes = source.bytes();
        for (int end = bytes.indexOf("\n", from); end >= 0; end = bytes.indexOf("\n", end + 1)) {
            int next = end + 1 < bytes.length() && bytes.charAt(end + 1) == '\r' ? end + 2 : end + 1;
            if (next < bytes.length() && bytes.charAt(next) == '\n') {
                return next + 1;
            }
        }
        return -1;
    }

    private Response counted(int start, ResponseHead head, List<Violation> violations) {
        long end = start + head.length();
        boolean more = true;
        while (source.bytes().length() < end && more) {
            more = source.more();
        }
        int here = (int) Math.min(end, source.bytes().length());
        return taken(here, head, Framing.LENGTH, source.bytes().substring(start, here), here == end ? null
                : new Missing("a body of " + head.length() + " bytes, as Content-Length says",
                        (here - start) + " of them"),
                violations);
    }

    private Response chunked(int start, ResponseHead head, List<Violation> violations) {
        ChunkReader chunks = new ChunkReader(source, start, violations);
        boolean whole = chunks.read();
        return taken(chunks.end(), head, Framing.CHUNKED, chunks.content(),
                whole ? null : new Missing("the last chunk of the body, as it is chunked", chunks.progress()),
                violations);
    }

    private Response upToTheEnd(int start, ResponseHead head, List<Violation> violations) {
        boolean more = true;
        while (more) {
            more = source.more();
        }
        int end = source.bytes().length();
        return taken(end, head, Framing.CONNECTION, source.bytes().substring(start), source.hasEnded() ? null
                : new Missing("the body to end with the connection, as no Content-Length says where",
                        (end - start) + " bytes"),
                violations);
    }

    private Response taken(int end, ResponseHead head, Framing framing, String body, Missing missing,
            List<Violation> violations) {
        String raw = source.bytes().substring(0, end);
        source.bytes().delete(0, end);
        return new Response(raw, head, framing, body, missing, violations);
    }
}
