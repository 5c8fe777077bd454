package grader.proofs.protocol;

import grader.clients.generators.ChunkExtensions;
import grader.clients.http.Response.Framing;
import java.util.Random;

/** Requests with content, which comes back. */
final class EchoRequests {

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private EchoRequests() {}

    static GeneratedRequest any(Random random) {
        boolean old = random.nextInt(6) == 0;
        Options options = Options.any(random, old);
        String content = content(random);
        String type = random.nextBoolean() ? null : "text/x-" + random.nextInt(10);
        boolean expects = random.nextInt(4) == 0;
        StringBuilder text = new StringBuilder(
                "POST /echo HTTP/1." + (old ? 0 : 1) + "\r\n" + Options.host(random) + options.lines());
        if (type != null) {
            text.append("Content-Type: ").append(type).append("\r\n");
        }
        if (expects) {
            text.append(random.nextBoolean() ? "Expect: 100-continue\r\n" : "expect:100-CONTINUE\r\n");
        }
        boolean chunked = !old && random.nextBoolean();
        text.append(chunked ? "Transfer-Encoding: chunked\r\n\r\n" + chunks(content, random)
                : "Content-Length: " + content.length() + "\r\n\r\n" + content);
        String connection = !options.keeps() ? "close" : old ? "keep-alive" : null;
        boolean waits = expects && !old && (chunked || !content.isEmpty());
        return new GeneratedRequest(text.toString(),
                new ExpectedResponse(200, type == null ? UNKNOWN_TYPE : type, Framing.LENGTH, content, connection, true,
                        waits));
    }

    private static String chunks(String content, Random random) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < content.length();) {
            int size = 1 + random.nextInt(content.length() - at);
            text.append(Integer.toHexString(size))
                    .append(random.nextInt(4) == 0 ? new ChunkExtensions(random).valid() : "")
                    .append("\r\n")
                    .append(content, at, at + size)
                    .append("\r\n");
            at += size;
        }
        return text + "0\r\n" + (random.nextInt(4) == 0 ? "Trailer: t\r\n" : "") + "\r\n";
    }

    /** Of any bytes, and sometimes such as look like a message. */
    private static String content(Random random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(Setting.USUAL.maxBody() + 1) : random.nextInt(40);
        StringBuilder content = new StringBuilder(length + 64);
        while (content.length() < length) {
            content.append(random.nextInt(20) == 0 ? "\r\n\r\nGET / HTTP/1.1\r\n0\r\n\r\n"
                    : String.valueOf((char) random.nextInt(256)));
        }
        return content.substring(0, length);
    }
}
