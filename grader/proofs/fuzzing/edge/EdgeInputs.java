package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.generators.Damage;
import grader.clients.generators.Messages;
import grader.proofs.protocol.Script;
import java.util.List;
import java.util.Random;

/** Makes what a client sends to an edge out of a seed. */
public final class EdgeInputs {

    private static final List<String> VECTORS = SmugglingVectors.all();
    private static final int MOST_REQUESTS = 4;
    /** Lines that change where a message ends, or which fields are passed on. */
    private static final List<String> LINES = List.of("Content-Length: 0\r\n", "Content-Length: 3\r\n",
            "Content-Length: 40\r\n", "content-length: +1\r\n", "Content-Length : 3\r\n", "Content_Length: 3\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding:\u000bchunked\r\n", "transfer_encoding: chunked\r\n", " folded\r\n", "X: y\n", "X: y\r",
            "X: \u0000\r\n",
            "Connection: content-length\r\n", "Connection: transfer-encoding\r\n", "Connection: host, via\r\n",
            "Connection: close\r\n", "Connection: keep-alive\r\n", "Connection: upgrade\r\n", "Upgrade: websocket\r\n",
            "Upgrade: h2c\r\n", "Expect: 100-continue\r\n", "Host: b\r\n", "TE: trailers, chunked\r\n",
            "Trailer: Content-Length\r\n",
            "Via: 1.1 x\r\n", "X-Forwarded-For: 1.2.3.4\r\n", "Forwarded: for=\"\r\n", "Max-Forwards: 1\r\n",
            "X-Request-Id: 1\r\n",
            "traceparent: 00-984add028c732d75335b12e318230f4e-10d0a4245a57f123-01\r\n");

    private final Random random;
    private final Messages messages;

    private EdgeInputs(Random random) {
        this.random = random;
        this.messages = new Messages(random);
    }

    /** The vectors one by one, without damage. */
    public static List<Script> vectors() {
        return VECTORS.stream().map(EdgeInputs::script).toList();
    }

    public static Script any(Random random) {
        return new EdgeInputs(random).any();
    }

    private static Script script(String text) {
        return new Script(text.getBytes(ISO_8859_1), List.of(), false, true);
    }

    private Script any() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(MOST_REQUESTS); i > 0; i--) {
            text.append(request());
        }
        while (random.nextInt(3) == 0) {
            int line = text.indexOf("\r\n", random.nextInt(text.length()));
            text.insert(line < 0 ? text.length() : line + 2, LINES.get(random.nextInt(LINES.size())));
        }
        String good = text.toString();
        return random.nextBoolean() ? script(good)
                : script(new String(Damage.of(good.getBytes(ISO_8859_1), messages.any().bytes(), random), ISO_8859_1));
    }

    private String request() {
        return random.nextInt(60) == 0 ? longRequest() : switch (random.nextInt(8)) {
            case 0, 1 -> VECTORS.get(random.nextInt(VECTORS.size()));
            case 2, 3 -> (random.nextInt(6) == 0 ? "HEAD " : "GET ") + DamagedResponses.target(random)
                    + (random.nextInt(8) == 0 ? " HTTP/1.0" : " HTTP/1.1") + "\r\nHost: a\r\n\r\n";
            default -> new String(messages.any().bytes(), ISO_8859_1);
        };
    }

    /** A request that does not fit into a socket's buffer, nor into what the edge keeps in memory for a request. */
    private String longRequest() {
        String content = "0\r\n\r\nGET /hidden HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200 + random.nextInt(4000));
        String head = "POST /long HTTP/1.1\r\nHost: a\r\n";
        return random.nextBoolean() ? head + "Content-Length: " + content.length() + "\r\n\r\n" + content
                : head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(content.length()) + "\r\n" + content
                        + "\r\n0\r\n\r\n";
    }
}
