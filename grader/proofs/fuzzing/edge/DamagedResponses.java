package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.generators.Damage;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Responses that are meant to mislead an edge. A request says in its target which bytes the backend sends, so they are
 * part of the input, and become smaller with it.
 */
final class DamagedResponses {

    /** In its place, the backend sends what it has read. */
    static final String READ = "{}";

    private static final Pattern TARGET = Pattern.compile("/send/((?:[0-9a-f]{2})*).*");
    private static final int MOST_BYTES = 3000;
    private static final List<String> STATUSES = List.of("200 OK", "200 OK", "200 OK", "201 Created", "204 No Content",
            "205 Reset Content", "206 Partial Content", "304 Not Modified", "404 Not Found", "503 Busy", "101 Switch",
            "200", "099 Low", "600 High", "2000 OK", "1 OK");
    private static final List<String> INTERIMS = List.of("HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", "HTTP/1.1 102 Processing\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 199 Odd\r\nTransfer-Encoding: chunked\r\n\r\n");
    private static final List<String> FRAMINGS = List.of("Content-Length: 5\r\n", "Content-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\n", "",
            "Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: 5, 5\r\n", "Content-Length: 5, 6\r\n", "Content-Length: +5\r\n", "Content-Length: 0x5\r\n",
            "Content-Length: 5 5\r\n", "Content-Length:\r\n", "Content-Length: -1\r\n", "Content-Length: 4\r\n",
            "Content-Length: 0\r\n", "Content-Length: 18446744073709551621\r\n", "Content-Length : 5\r\n",
            "content_length: 5\r\n", "Content-Length: 5\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Content-Length: 5\r\nTransfer-Encoding: gzip\r\n", "Transfer-Encoding: gzip, chunked\r\n",
            "Transfer-Encoding: chunked, gzip\r\n", "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding:\u000bchunked\r\n", "Transfer-Encoding: chunked\u0000\r\n",
            "Transfer-Encoding\t: chunked\r\n", "Transfer-Encoding:\r\n chunked\r\n", "transfer_encoding: chunked\r\n",
            "X: y\rTransfer-Encoding: chunked\r\n", "X: y\nTransfer-Encoding: chunked\r\n");
    private static final List<String> FIELDS = List.of("Connection: close\r\n", "Connection: keep-alive\r\n",
            "Connection: content-length\r\n", "Connection: transfer-encoding\r\n", "Connection: x-read\r\n",
            "Upgrade: websocket\r\n", "Trailer: Content-Length\r\n", "X: a\r\n b\r\n", " X: a\r\n", "X : a\r\n",
            "no colon\r\n", ": no name\r\n", "X: a\u0000b\r\n", "Content-Type: text/plain\r\n", "Vary: *\r\n",
            "Cache-Control: max-age=60\r\n",
            "Cache-Control: max-age=60\r\n");
    private static final List<String> CONTENTS = List.of("hello", "hello", "5\r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\r\n0\r\n\r\n", "5;a=\"b\"\r\nhello\r\n0\r\nX: y\r\n\r\n", "5\nhello\n0\n\n",
            "5\r\nhello\r\n0\r\nno colon\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n",
            "5\r\nhelloX\r\n0\r\n\r\n", "fffffffffffffff5\r\nhello\r\n0\r\n\r\n", "10000000000000005\r\nhello\r\n",
            "hel",
            "", "5\r\nhello\r\n", "5\r\nhel");
    private static final List<String> AFTER = List.of("", "", "", "\r\n", "x",
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nX-Poison: 1\r\n\r\npoison", "HTTP/1.1 100 Continue\r\n\r\n");

    private DamagedResponses() {}

    /** @param keeps whether the backend keeps its connection after them */
    record Sent(String bytes, boolean keeps) {}

    /** The bytes that the backend sends for this request; null for its usual response. */
    static Sent in(StrictRequest request, RequestRecord read) {
        String bytes = bytes(request);
        return bytes == null ? null
                : new Sent(bytes.replace(READ, String.valueOf(read)),
                        reading(request).delimited() && !bytes.contains("close"));
    }

    private static String bytes(StrictRequest request) {
        Matcher target = TARGET.matcher(request.target());
        return target.matches() ? new String(HexFormat.of().parseHex(target.group(1)), ISO_8859_1) : null;
    }

    /** Whether the field with what the backend has read is in them as it should be. */
    static boolean isNamed(StrictRequest request) {
        String bytes = bytes(request);
        String line = "\r\n" + RequestRecord.FIELD + ": " + READ + "\r\n";
        return bytes != null && bytes.contains(line)
                && bytes.toLowerCase(Locale.ROOT).split(RequestRecord.FIELD.toLowerCase(Locale.ROOT), -1).length == 2;
    }

    /** What an edge has to make of them; null if the response is the usual one. */
    static StrictResponse reading(StrictRequest request) {
        String bytes = bytes(request);
        if (bytes == null) {
            return null;
        }
        boolean inContent = bytes.lastIndexOf(READ) > bytes.indexOf("\r\n\r\n");
        return inContent ? StrictResponse.ANY : StrictResponse.of(bytes.replace(READ, "-"), request);
    }

    /** A target that asks for damaged bytes. */
    static String target(Random random) {
        byte[] bytes = any(random).getBytes(ISO_8859_1);
        byte[] damaged = random.nextInt(3) == 0 ? Damage.of(bytes, bytes, random) : bytes;
        return "/send/" + HexFormat.of().formatHex(damaged, 0, Math.min(damaged.length, MOST_BYTES));
    }

    private static String any(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4) > 0 ? 0 : random.nextInt(5) > 0 ? 1 : random.nextInt(20); i > 0; i--) {
            text.append(one(INTERIMS, random));
        }
        text.append("HTTP/1.").append(random.nextInt(8) == 0 ? 0 : 1).append(' ').append(one(STATUSES, random));
        text.append("\r\n" + RequestRecord.FIELD + ": " + READ + "\r\n");
        while (random.nextInt(4) == 0) {
            text.append(one(FIELDS, random));
        }
        return text.append(one(FRAMINGS, random))
                .append("\r\n")
                .append(one(CONTENTS, random))
                .append(one(AFTER, random))
                .toString();
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
