package grader.proofs.protocol;

import grader.clients.http.Response.Framing;
import java.util.Random;

/** What comes after the last good request. */
public enum Endings {
    /** Nothing: the client waits. */
    NOTHING,
    /** The client ends its side. */
    HALF_CLOSE,
    /** The beginning of a request, and then the client ends its side: it does not wait for a response. */
    CUT,
    /** Something that no server can parse, and bytes that are never looked at. */
    BAD;

    private static final String PROBLEM = "application/problem+json";
    private static final String HOST = "Host: a\r\n";
    private static final String[] BAD_ONES = {
            "400 GET / HTTP/1.1\r\n\r\n", "400 GET  / HTTP/1.1\r\n" + HOST + "\r\n", "400 GET / HTTP/1.1\n",
            "400 GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            "400 GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n", "400 GET / HTTP/1.1\r\n" + HOST + " folded: x\r\n\r\n",
            "400 POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
            "400 POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefg",
            "400 POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 5, 6\r\n\r\n", "400 \0\1\2",
            "400 GET x HTTP/1.1\r\n" + HOST + "\r\n",
            "413 POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n",
            "501 BREW / HTTP/1.1\r\n" + HOST + "\r\n",
            "501 POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n",
            "505 GET / HTTP/2.0\r\n" + HOST + "\r\n", "414 GET /" + "t".repeat(8_192),
            "431 GET / HTTP/1.1\r\n" + HOST + "x: " + "v".repeat(16_384)};

    public boolean isHalfClose() {
        return this == HALF_CLOSE || this == CUT;
    }

    /** @param asks makes the request that is cut off */
    public GeneratedRequest any(RequestGenerator asks, Random random) {
        return switch (this) {
            case NOTHING, HALF_CLOSE -> new GeneratedRequest("", null);
            case CUT -> {
                String text = asks.good().text();
                yield new GeneratedRequest(text.substring(0, random.nextInt(text.indexOf("\r\n\r\n") + 2)), null);
            }
            case BAD -> {
                String bad = BAD_ONES[random.nextInt(BAD_ONES.length)];
                ExpectedResponse meant = new ExpectedResponse(Integer.parseInt(bad.substring(0, 3)), PROBLEM,
                        Framing.LENGTH, null, "close",
                        true, false);
                yield new GeneratedRequest(bad.substring(4) + "?".repeat(random.nextInt(30)), meant);
            }
        };
    }
}
