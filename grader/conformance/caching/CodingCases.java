package grader.conformance.caching;

import static grader.conformance.caching.FileTests.TEXT;
import static grader.conformance.caching.FileTests.tag;
import static grader.conformance.requirements.TestCases.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.Bytes;
import grader.clients.http.Gzip;
import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.Group;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Content codings. A server may do without. */
public final class CodingCases extends Group {

    private static final String GZIP = "Accept-Encoding: gzip|";
    private static final String WRONG = "Otherwise a cache gives clients what they cannot decode.";

    public CodingCases() {
        super("Content codings", FileTests.LAB);
        must("gzip-decodes", "9110 §8.4.1.3", "Content in gzip is the file's when it is decoded.", wire -> {
            String plain = wire.control(get(TEXT, "")).body();
            Reply reply = compressed(wire);
            reply.expect(decoded(reply).equals(plain), "the content of the file, compressed");
        });
        should("gzip-not-acceptable", "9110 §12.5.3", "A coding with the weight 0 is not used.",
                wire -> {
                    compressed(wire);
                    plain(wire, "gzip;q=0, *");
                });
        should("gzip-unlisted", "9110 §12.5.3", "A coding that is not listed is not used.", wire -> {
            compressed(wire);
            plain(wire, "compress, zstd");
        });
        should("vary-compressed", "9110 §12.5.5", "A compressed response has Accept-Encoding in Vary.", WRONG,
                wire -> varies(compressed(wire)));
        should("vary-plain", "9110 §12.5.5", "… and so has the same content if it is not compressed.", wire -> {
            compressed(wire);
            varies(wire.ask(get(TEXT, "Accept-Encoding: identity|")));
        });
        must("etag-of-coding", "9110 §8.8.3.3", "The compressed content has another strong tag than the plain one.",
                "The bytes are different, and parts of them must not be mixed.", wire -> {
                    String plain = FileTests.strong(tag(wire.control(get(TEXT, ""))));
                    Reply reply = compressed(wire);
                    reply.expect(!tag(reply).equals(plain), "a tag other than " + plain);
                });
        must("if-none-match-of-coding", "9110 §13.1.2", "The tag of the compressed content gets a 304, too.", wire -> {
            String tag = tag(compressed(wire));
            wire.ask(get(TEXT, GZIP + "If-None-Match: " + tag + "|")).expect(304);
        });
        must("range-of-coding", "9110 §14.2", "A part is one of the content whose coding the response names.", wire -> {
            String whole = compressed(wire).body();
            Reply reply = wire.ask(get(TEXT, GZIP + "Range: bytes=2-9|"));
            String source = reply.has("content-encoding") ? whole : wire.ask(get(TEXT, "")).body();
            reply.expect(reply.body().equals(reply.status() == 206 ? source.substring(2, 10) : source),
                    "the whole with 200, or bytes 2-9 of it with 206");
        });
    }

    /** The file for a client that accepts gzip. If it is not compressed, the requirement does not apply. */
    private static Reply compressed(Connections wire) {
        wire.control(get(TEXT, ""));
        Reply reply = wire.ask(get(TEXT, GZIP)).expect(200);
        if (!reply.list("content-encoding").contains("gzip")) {
            throw new NotApplicable("it compresses nothing");
        }
        return reply;
    }

    private static void plain(Connections wire, String accepted) {
        Reply reply = wire.ask(get(TEXT, "Accept-Encoding: " + accepted + "|"));
        reply.expect(!reply.has("content-encoding"), "no Content-Encoding");
    }

    private static void varies(Reply reply) {
        List<String> names = reply.list("vary").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        reply.expect(names.contains("accept-encoding") || names.contains("*"),
                "Accept-Encoding among Vary: " + names);
    }

    private static String decoded(Reply reply) {
        try {
            return Bytes.text(Gzip.decoded(reply.body().getBytes(ISO_8859_1)));
        } catch (IOException broken) {
            return "";
        }
    }
}
