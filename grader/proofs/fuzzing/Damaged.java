package grader.proofs.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.generators.Damage;
import grader.clients.generators.Messages;
import grader.proofs.protocol.GeneratedRequest;
import grader.proofs.protocol.RequestGenerator;
import grader.proofs.protocol.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes what a client sends out of a seed: good requests, then as a rule some that something has happened to. */
public final class Damaged {

    private static final int MOST_ASKS = 4;
    /** Lines that change where a message ends, or what becomes of the connection. */
    private static final String[] LINES = {
            "Content-Length: 0\r\n", "Content-Length: 3\r\n", "content-length: 4096\r\n", "Content-Length: 4097\r\n",
            "Content-Length: +1\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: x\r\n",
            "Connection: close\r\n",
            "Connection: keep-alive\r\n", "Expect: 100-continue\r\n", "Host: b\r\n",
            "Content-Type: a/b;c=\"\u00E9\"\r\n", "X-Request-Id: 1\r\n"};
    private static final String[] STARTS = {
            "GET /fail-midway HTTP/1.0\r\nHost: a\r\n\r\n", "GET /fields HTTP/1.1\r\nHost: a\r\n",
            "GET /bytes/99999999 HTTP/1.1\r\nHost: a\r\n\r\n",
            "HEAD /rows/9 HTTP/1.0\r\n\r\n",
            "OPTIONS http://a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /bytes/5/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET //%2e/%2F HTTP/1.1\r\nHost: a\r\n\r\n"};

    private final Random random;
    private final RequestGenerator asks;
    private final Messages messages;

    private Damaged(Random random) {
        this.random = random;
        this.asks = new RequestGenerator(random);
        this.messages = new Messages(random);
    }

    public static Script script(Random random) {
        return random.nextInt(5) == 0 ? Script.any(random) : new Damaged(random).any();
    }

    private Script any() {
        List<GeneratedRequest> good = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            good.add(asks.good());
        }
        Script before = Script.of(good, false);
        byte[] bytes = (new String(before.bytes(), ISO_8859_1) + damaged()).getBytes(ISO_8859_1);
        return new Script(bytes, before.meant(), false, random.nextInt(3) == 0);
    }

    private String damaged() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(MOST_ASKS); i > 0; i--) {
            text.append(switch (random.nextInt(6)) {
                case 0 -> new String(messages.any().bytes(), ISO_8859_1);
                case 1 -> STARTS[random.nextInt(STARTS.length)];
                default -> asks.good().text();
            });
        }
        while (random.nextInt(3) == 0) {
            int line = text.indexOf("\r\n", random.nextInt(text.length()));
            text.insert(line < 0 ? text.length() : line + 2, LINES[random.nextInt(LINES.length)]);
        }
        return random.nextInt(4) == 0 ? text.toString()
                : new String(Damage.of(text.toString().getBytes(ISO_8859_1), messages.any().bytes(), random),
                        ISO_8859_1);
    }
}
