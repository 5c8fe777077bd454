package grader.proofs.fuzzing.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Requests in which a second one is hidden: in every way to announce a length that some server reads differently. */
final class SmugglingVectors {

    /** What is hidden. */
    private static final String HIDDEN = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private static final List<String> CODINGS = List.of("Transfer-Encoding: xchunked\r\n", CHUNKED + CHUNKED,
            "Transfer-Encoding: chunked, cow\r\n", "Transfer-Encoding: cow, chunked\r\n",
            CHUNKED.toUpperCase(Locale.ROOT),
            "Transfer-Encoding: chunked, chunked\r\n", "Transfer-Encoding: ,chunked\r\n",
            "Transfer-Encoding: chunked,\r\n", "Transfer-Encoding: chunked;q=1\r\n", "Transfer-Encoding: chunk\r\n",
            "Transfer-Encoding: \"chunked\"\r\n", "Transfer-Encoding: 'chunked'\r\n", "Transfer-Encoding:\r\n",
            "Transfer-Encoding: identity\r\n", "Transfer-Encoding: identity\r\n" + CHUNKED,
            CHUNKED + "Transfer-Encoding: identity\r\n", "Transfer-Encoding: cow chunked\r\n",
            "Transfer-Encoding:\r\n chunked\r\n", "Transfer-Encoding:\n chunked\r\n",
            "Transfer-Encoding\r\n : chunked\r\n",
            "X: y\rTransfer-Encoding: chunked\r\n", "X: y\nTransfer-Encoding: chunked\r\n",
            "X: y\r\r\nTransfer-Encoding: chunked\r\n", "X: y\u0000\r\nTransfer-Encoding: chunked\r\n",
            "Transfer_Encoding: chunked\r\n", "Transfer.Encoding: chunked\r\n", "Transfer Encoding: chunked\r\n",
            "Transfer-Encoding chunked\r\n", "Content-Encoding: chunked\r\n", "Transfer-Encoding: chunked\n",
            "Connection: Transfer-Encoding\r\n" + CHUNKED, "TE: chunked\r\n" + CHUNKED,
            "Transfer\r-Encoding: chunked\r\n", "Transfer-Encoding:chunked\r\n",
            "Foo: bar\r\n\r\nTransfer-Encoding: chunked\r\n");

    private static final List<String> LENGTHS = List.of("Content-Length: 5\r\n", "Content-Length: +5\r\n",
            "Content-Length: -5\r\n", "Content-Length: 0x5\r\n", "Content-Length: 05\r\n", "Content-Length: 5,5\r\n",
            "Content-Length: 5, 6\r\n", "Content-Length: 6, 5\r\n", "Content-Length: 5 5\r\n", "Content-Length:\r\n",
            "Content-Length: ,5\r\n", "Content-Length: 5,\r\n", "Content-Length: 5.0\r\n", "Content-Length: 5e0\r\n",
            "Content-Length: 0_5\r\n", "Content-Length: 5;a\r\n", "Content-Length: \"5\"\r\n",
            "Content-Length: 5\u000b\r\n",
            "Content-Length: 5\u0000\r\n", "Content-Length: \u00a05\r\n", "Content-Length: 5\r\r\n",
            "Content-Length:\r\n 5\r\n",
            "Content-Length: 5\n", "Content-Length : 5\r\n", " Content-Length: 5\r\n", "Content_Length: 5\r\n",
            "Content-Length 5\r\n", "Content-Length: 5\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nContent-Length: 0\r\n", "Content-Length: 0\r\nContent-Length: 5\r\n",
            "Content-Length: 18446744073709551621\r\n", "Content-Length: 4294967301\r\n",
            "Content-Length: 9223372036854775813\r\n", "Content-Length: 0\r\n", "",
            "Connection: Content-Length\r\nContent-Length: 5\r\n", "Connection: close\r\nContent-Length: 5\r\n",
            "Expect: 100-continue\r\nContent-Length: 5\r\n", "Expect: 100-continuee\r\nContent-Length: 5\r\n",
            "Expect: \r\nContent-Length: 5\r\n", "X: y\nContent-Length: 5\r\n", "X: y\rContent-Length: 5\r\n",
            "Content-Length: 5\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
            "Connection: Host\r\nContent-Length: 5\r\n", "Keep-Alive: 1\r\nContent-Length: 5\r\n",
            "Trailer: Content-Length\r\nContent-Length: 5\r\n",
            "Connection: \"Content-Length\"\r\nContent-Length: 5\r\n",
            "Connection: close, Content-Length, Transfer-Encoding\r\nContent-Length: 5\r\n",
            "Host: b\r\nContent-Length: 5\r\n");

    /** What may be on the line of a chunk of five bytes. */
    private static final List<String> SIZES = List.of("5\r\n", "0x5\r\n", "+5\r\n", "-5\r\n", " 5\r\n", "\t5\r\n",
            "5 \r\n",
            "5\t\r\n", "05\r\n", "000000000000000005\r\n", "5;\r\n", "5;a\r\n", "5;a=b\r\n", "5;a=\"b\"\r\n",
            "5;a=\"\r\n\"\r\n",
            "5;a=\"\n\"\r\n", "5;a\nb\r\n", "5;a\rb\r\n", "5;a=\"\r\n", "5; \r\n", "5 ;a\r\n", "5\n", "5\r", "5\r\r\n",
            "5;a\n",
            "5\n\r\n", "5\u0000\r\n", "5\u000b\r\n", "5_0\r\n", "5,\r\n", "5h\r\n", "5.\r\n", "\r\n5\r\n", "\r\n", "",
            "fffffffffffffff5\r\n", "10000000000000005\r\n", "100000005\r\n", "8000000000000005\r\n", "5\u0660\r\n",
            "5\u00a0\r\n");
    private static final List<String> DATA_ENDS =
            List.of("\r\n", "\n", "\r", "", "X", "XX", "\r\r\n", " \r\n", "\n\r", "\r\n\r\n");
    private static final List<String> LAST = List.of("0\r\n\r\n", "00\r\n\r\n", "0;a\r\n\r\n", "0\n\n", "0\r\n\n",
            "0\n\r\n",
            "0\r\r\n\r\n", "0 \r\n\r\n", "-0\r\n\r\n", "+0\r\n\r\n", "0x0\r\n\r\n", "0\r\nContent-Length: 40\r\n\r\n",
            "0\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\nX: y\r\n z\r\n\r\n", "0\r\n X: y\r\n\r\n",
            "0\r\nno colon\r\n\r\n",
            "0\r\nX: y\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\n: y\r\n\r\n", "0\r\nX: \u0000\r\n\r\n", "0\r\n",
            "0\r\nX: y\r\n",
            "0;a=\"\r\n\r\n", "0\r\n\rX\r\n", "0\u000b\r\n\r\n");

    private static final List<String> LINES = List.of("GET /v HTTP/1.1\r\n", "GET  /v HTTP/1.1\r\n",
            "GET\t/v HTTP/1.1\r\n",
            "GET /v  HTTP/1.1\r\n", "GET /v HTTP/1.1 \r\n", "GET /v HTTP/1.1\n", "GET /v\nHTTP/1.1\r\n", "GET /v\r\n",
            "GET /v \r\n",
            "GET /v HTTP/1.10\r\n", "GET /v http/1.1\r\n", "GET /v HTTP/1,1\r\n", "GET /v HTTP/2.0\r\n",
            "GET /v HTTP/0.9\r\n",
            "GET /v HTTP/1.9\r\n", "GET /v HTTP/1.1\r\r\n", "GET /v\u0000 HTTP/1.1\r\n", "GET /v\u000b HTTP/1.1\r\n",
            "GET /v#f HTTP/1.1\r\n", "GET /v?a b HTTP/1.1\r\n", "GET http://b/v HTTP/1.1\r\n",
            "GET http://u@b/v HTTP/1.1\r\n",
            "GET http://b\\@a/v HTTP/1.1\r\n", "GET http:///v HTTP/1.1\r\n", "GET //b/v HTTP/1.1\r\n",
            "GET http:/v HTTP/1.1\r\n",
            "GET http://b?q HTTP/1.1\r\n", "GET v HTTP/1.1\r\n", "GET * HTTP/1.1\r\n", "OPTIONS * HTTP/1.1\r\n",
            "OPTIONS http://b HTTP/1.1\r\n", "CONNECT b:1 HTTP/1.1\r\n", "CONNECT /v HTTP/1.1\r\n",
            "get /v HTTP/1.1\r\n",
            "G@T /v HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n", " GET /v HTTP/1.1\r\n", "\nGET /v HTTP/1.1\r\n",
            "\r\nGET /v HTTP/1.1\r\n",
            "\rGET /v HTTP/1.1\r\n", "\u0000GET /v HTTP/1.1\r\n", "\r\n\r\n\r\nGET /v HTTP/1.1\r\n",
            "HTTP/1.1 200 OK\r\n",
            "GET /\u00e9 HTTP/1.1\r\n", "GET /v HTTP/1.0\r\nConnection: keep-alive\r\n", "HEAD /v HTTP/1.1\r\n",
            "TRACE /v HTTP/1.1\r\nMax-Forwards: 0\r\n", "TRACE /v HTTP/1.1\r\n",
            "OPTIONS /v HTTP/1.1\r\nMax-Forwards: 1\r\n",
            "GET /v HTTP/1.1\r\nHost: b\r\n", "GET /v HTTP/1.1\r\n X: y\r\n", "GET /v HTTP/1.1\r\nX: y\r\n z\r\n",
            "GET /v HTTP/1.1\r\nX: y\r\n\tHost: b\r\n", "GET /v HTTP/1.1\r\n: y\r\n", "GET /v HTTP/1.1\r\nno colon\r\n",
            "GET /v HTTP/1.1\r\nX: a\u0000b\r\n", "GET /v HTTP/1.1\r\nX: a\rb\r\n",
            "GET /v HTTP/1.1\r\nX: a\nHost: b\r\n",
            "GET /v HTTP/1.1\r\n\u0000: y\r\n", "GET /v HTTP/1.1\r\nX\u00e9: y\r\n", "GET /v HTTP/1.1\r\n\"X\": y\r\n");

    private SmugglingVectors() {}

    /** All of them; each ends with a request that is to be read as such. */
    static List<String> all() {
        List<String> all = new ArrayList<>();
        codings().forEach(line -> addCodings(line, all));
        for (String line : LENGTHS) {
            for (String method : List.of("GET", "POST", "HEAD", "DELETE", "OPTIONS", "TRACE", "FOO")) {
                all.add(method + " /v HTTP/1.1\r\nHost: a\r\n" + line + "\r\nhello" + HIDDEN);
                all.add(method + " /v HTTP/1.0\r\nConnection: keep-alive\r\n" + line + "\r\n" + HIDDEN);
            }
        }
        SIZES.forEach(size -> all.add(chunks(size + "hello\r\n0\r\n\r\n")));
        DATA_ENDS.forEach(end -> all.add(chunks("5\r\nhello" + end + "0\r\n\r\n")));
        LAST.forEach(last -> all.add(chunks("5\r\nhello\r\n" + last)));
        LINES.forEach(line -> all.add(line + "Host: a\r\n\r\n" + HIDDEN));
        LINES.forEach(line -> all.add(line + "Host: a\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN));
        return all.stream().map(each -> each + "GET /after HTTP/1.1\r\nHost: a\r\n\r\n").toList();
    }

    /** Every byte that may be taken for white space, or dropped, at each place around the name and the value. */
    private static List<String> codings() {
        List<String> lines = new ArrayList<>(CODINGS);
        for (char c = 0; c <= 0xff; c = c == ' ' ? 0x7f : (char) (c + 1)) {
            lines.add("Transfer-Encoding:" + c + "chunked\r\n");
            lines.add("Transfer-Encoding" + c + ": chunked\r\n");
            lines.add(c + "Transfer-Encoding: chunked\r\n");
            lines.add("Transfer-Encoding: chunked" + c + "\r\n");
            lines.add("Transfer" + c + "Encoding: chunked\r\n");
        }
        return lines;
    }

    private static void addCodings(String line, List<String> all) {
        String chunk = Integer.toHexString(HIDDEN.length()) + "\r\n";
        String byLength = "0\r\n\r\n" + HIDDEN;
        String byChunks = chunk + HIDDEN + "\r\n0\r\n\r\n";
        all.add("POST /v HTTP/1.1\r\nHost: a\r\nContent-Length: " + byLength.length() + "\r\n" + line + "\r\n"
                + byLength);
        all.add("POST /v HTTP/1.1\r\nHost: a\r\n" + line + "Content-Length: " + chunk.length() + "\r\n\r\n" + byChunks);
        all.add("GET /v HTTP/1.1\r\nHost: a\r\n" + line + "\r\n" + byChunks);
        all.add("POST /v HTTP/1.0\r\nHost: a\r\n" + line + "\r\n" + byChunks);
    }

    private static String chunks(String content) {
        return "POST /v HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "\r\n" + content + HIDDEN;
    }
}
