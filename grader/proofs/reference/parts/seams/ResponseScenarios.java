import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Responses as a client reads them, and as a server passes them on. */
final class ResponseScenarios {

    private static final int MAX_BODY = 1 << 16;

    private ResponseScenarios() {}

    /**
     * A method and a response; then what the client reads. `|` is a line break, and two bytes follow that belong to the
     * next response.
     */
    private static final String[][] RESPONSES = {
            {"GET HTTP/1.1 200 OK|Content-Length: 5||hello", "200 (OK) hello, then HT"},
            {"GET HTTP/1.1 200 OK|Content-Length: 0||", "200 (OK) , then HT"},
            {"GET HTTP/1.1 200 |Transfer-Encoding: chunked||5|hello|0|X-Sum: 1||", "200 () hello x-sum, then HT"},
            {"GET HTTP/1.1 200||hello", "200 () helloHT until close"},
            {"GET HTTP/1.0 404 Not \u00e4 Found||hello", "404 (Not \u00e4 Found) helloHT until close"},
            {"GET HTTP/1.1 200 OK|Transfer-Encoding: gzip||hello", "200 (OK) helloHT until close"},
            {"HEAD HTTP/1.1 200 OK|Content-Length: 5||", "200 (OK) , then HT"},
            {"GET HTTP/1.1 204 No Content||", "204 (No Content) , then HT"},
            {"GET HTTP/1.1 304 Not Modified|Content-Length: 5||", "304 (Not Modified) , then HT"},
            {"CONNECT HTTP/1.1 200 OK|Content-Length: 5||", "200 (OK) , then HT"},
            {"CONNECT HTTP/1.1 404 Not Found|Content-Length: 5||hello", "404 (Not Found) hello, then HT"},
            {"GET HTTP/1.1 101 Switching Protocols|Upgrade: a||", "101 (Switching Protocols) , then HT"},
            {"POST HTTP/1.1 100 Continue||HTTP/1.1 103 Early Hints|Link: a||HTTP/1.1 200 OK|Content-Length: 5||hello",
                    "200 (OK) hello interim 2, then HT"},
            {"GET HTTP/1.1 200 OK|Content-Length: 9||hello", "too short"},
            {"GET HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked||0||", "refused 502"},
            {"GET HTTP/1.0 200 OK|Transfer-Encoding: chunked||0||", "refused 502"},
            {"GET HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||", "refused 502"},
            {"GET HTTP/1.1 200 OK|Content-Length: 5, 6||hello", "refused 400"},
            {"GET HTTP/1.1 200 OK|Content-Length: 99999999||hello", "refused 413"},
            {"GET HTTP/1.1 20 OK||", "refused 502"},
            {"GET HTTP/1.1 2000 OK||", "refused 502"},
            {"GET HTTP/1.1  200 OK||", "refused 502"},
            {"GET HTTP/2.0 200 OK||", "refused 502"},
            {"GET hello||", "refused 502"},
            {"GET HTTP/1.1 200 OK|X : a||", "refused 400"}};

    /** Wherever each is cut. */
    static String readsResponses() {
        int read = 0;
        for (String[] each : RESPONSES) {
            int space = each[0].indexOf(' ');
            String method = each[0].substring(0, space);
            byte[] bytes = (each[0].substring(space + 1).replace("|", "\r\n") + "HT").getBytes(ISO_8859_1);
            Set<String> seen = new TreeSet<>();
            for (int cut = 0; cut <= bytes.length; cut++) {
                seen.add(read(method, Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length)));
            }
            byte[][] single = new byte[bytes.length][];
            for (int i = 0; i < bytes.length; i++) {
                single[i] = new byte[] {bytes[i]};
            }
            seen.add(read(method, single));
            if (!seen.equals(Set.of(each[1]))) {
                return each[0] + " is read as " + seen;
            }
            read++;
        }
        return "as they are " + read;
    }

    private static String read(String method, byte[]... pieces) {
        BufferedContent content = new BufferedContent(MAX_BODY, new BodyBudget(MAX_BODY));
        ResponseReader reader = new ResponseReader(method, content);
        StringBuilder after = new StringBuilder();
        boolean complete = false;
        try {
            for (byte[] piece : pieces) {
                ByteBuffer in = ByteBuffer.wrap(piece);
                complete = complete || reader.receive(in);
                after.append(ISO_8859_1.decode(in));
            }
            if (!complete) {
                reader.endOfInput();
            }
        } catch (HttpException refusal) {
            return "refused " + refusal.status();
        } catch (EOFException early) {
            return "too short";
        }
        ResponseHead head = reader.head();
        return head.status() + " (" + head.reason() + ") " + new String(content.bytes(), ISO_8859_1)
                + (reader.trailers().size() > 0 ? " " + reader.trailers().name(0) : "")
                + (reader.interim() > 0 ? " interim " + reader.interim() : "")
                + (after.isEmpty() ? " until close" : ", then " + after);
    }

    /** A response that has a `Date` keeps it, and its field values keep their bytes; any other gets a `Date`. */
    static String passesFieldsOn() {
        StringBuilder raw = new StringBuilder("a\tb");
        for (char c = 0x80; c <= 0xFF; c++) {
            raw.append(c);
        }
        ResponseHeadParser parser = new ResponseHeadParser();
        parser.receive(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Raw: " + raw
                + "\r\n\r\n").getBytes(ISO_8859_1)));
        Fields fields = parser.head().fields();
        List<Field> kept = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            kept.add(new Field(fields.name(i), fields.value(i)));
        }
        HttpConnection connection = Unplugged.connection(request -> request.head().rawTarget().equals("/kept")
                ? new Response(200, kept, new byte[0])
                : Response.empty(200), new BodyBudget(0));
        String get = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";
        connection.receive(ByteBuffer.wrap((get.formatted("/kept") + get.formatted("/")).getBytes(ISO_8859_1)));
        String out = Unplugged.play(connection);
        int next = out.indexOf("HTTP/1.1", 1);
        return dates(out.substring(0, next)) + ", raw " + out.contains("x-raw: " + raw + "\r\n") + ", then "
                + dates(out.substring(next)).replaceAll(": .* GMT", ": now");
    }

    private static String dates(String head) {
        return String.join(" and ",
                head.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("date: ")).toList());
    }
}
