package grader.conformance.caching;

import static grader.conformance.caching.FileTests.BYTES;
import static grader.conformance.caching.FileTests.SIZE;
import static grader.conformance.caching.FileTests.tag;
import static grader.conformance.requirements.TestCases.ECHO;
import static grader.conformance.requirements.TestCases.get;
import static grader.conformance.requirements.TestCases.same;

import grader.conformance.connection.Connections;
import grader.conformance.connection.NotApplicable;
import grader.conformance.connection.Reply;
import grader.conformance.requirements.Group;
import grader.conformance.requirements.TestCase;
import java.util.List;
import java.util.Locale;

/** Ranges. A server may ignore them, and then sends the whole. */
public final class RangeCases extends Group {

    private static final String WHOLE = get(BYTES, "");

    public RangeCases() {
        super("Ranges", FileTests.LAB);
        ignored();
        parts();
        broken();
        withoutBytes();
        heads();
    }

    private void ignored() {
        must("range-unit", "9110 §14.2", "A range in an unknown unit is ignored.", same(WHOLE, "Range: lines=0-1|"));
        must("range-of-post", "9110 §14.2", "Range is for GET only.", same(ECHO, "Range: bytes=0-1|"));
        must("range-of-head", "9110 §14.2", "… and not for HEAD.",
                same(WHOLE.replace("GET", "HEAD"), "Range: bytes=0-1|"));
        must("range-right", "9110 §15.3.7", "Range is ignored, or the response has the right part and identifies it.",
                part("2-4", 2, 4));
    }

    private void parts() {
        must("range-of-one", "9110 §14.1.2", "… also a part of one byte.", part("0-0", 0, 0));
        must("range-open", "9110 §14.1.2", "… also the part from one byte to the end.", part("990-", 990, SIZE - 1));
        must("range-last", "9110 §14.1.2", "… also the last bytes.", part("-9", SIZE - 9, SIZE - 1));
        must("range-last-of-few", "9110 §14.1.2", "If there are fewer than these last bytes, all are sent.",
                part("-1001", 0, SIZE - 1));
        must("range-after-end", "9110 §14.1.2", "What is after the end is left out of a part.",
                part("995-1000", 995, SIZE - 1));
        must("range-large-number", "9110 §14.1.2", "… also if its number is larger than any that fits 64 bits.",
                part("3-99999999999999999999", 3, SIZE - 1));
        must("range-of-empty", "9110 §14.1.2", "No byte of an empty file is sent.", wire -> {
            wire.control(get(FileTests.EMPTY, ""));
            wire.ask(get(FileTests.EMPTY, "Range: bytes=0-|")).expect(200, 416);
        });
    }

    private void broken() {
        for (String[] one : new String[][] {{"backwards", "5-2", "A range that ends before it begins gets no part."},
                {"without-numbers", "-", "… nor does one without numbers."},
                {"of-letters", "a-f", "… nor does one whose numbers are not decimal."}}) {
            must("range-" + one[0], "9110 §14.1.1", one[2], wire -> {
                wire.control(WHOLE);
                Reply reply = wire.ask(range(one[1]));
                reply.expect(reply.status() == 200 || reply.isClientError(), "all of the file, or a refusal");
            });
        }
        must("range-multipart-of-one", "9110 §15.3.7.2", "The response to a single range is not multipart.", wire -> {
            Reply reply = supported(wire);
            reply.expect(!reply.values("content-type").toString().contains("multipart"), "no multipart content");
        });
        must("range-of-several", "9110 §15.3.7.2", "A response with several parts identifies each part, and not all.",
                wire -> {
                    supported(wire);
                    Reply reply = wire.ask(range("0-1,10-11"));
                    boolean parts = reply.status() == 206
                            && reply.values("content-type").toString().contains("multipart/byteranges")
                            && reply.body().matches("(?is).*content-range: *bytes 0-1/1000.*bytes 10-11/1000.*");
                    boolean one = reply.values("content-range").toString().matches("\\[bytes (0-1|10-11|0-11)/1000]");
                    reply.expect(reply.status() == 200 && !reply.has("content-range")
                            || parts && !reply.has("content-range") || reply.status() == 206 && one && !parts
                            || reply.isClientError(), "all of the file, or Content-Range in each part");
                });
        advice("range-of-many", "9110 §14.2", "Many ranges that overlap do not get more than the whole.",
                "A small request could make the server send hundreds of files.", wire -> {
                    wire.control(WHOLE);
                    Reply reply = wire.ask(range("0-,".repeat(200) + "0-"));
                    reply.expect(reply.body().length() <= 2 * SIZE, "at most " + 2 * SIZE + " bytes");
                });
    }

    private void withoutBytes() {
        should("range-unsatisfied", "9110 §14.2", "A range after the end of the file gets a 416.", wire -> {
            supported(wire);
            wire.ask(range("1000-")).expect(416);
        });
        should("range-last-zero", "9110 §14.1.2", "… and so do the last 0 bytes.", wire -> {
            supported(wire);
            wire.ask(range("-0")).expect(416);
        });
        should("unsatisfied-length", "9110 §15.5.17", "A 416 says how long the file is, in Content-Range.", wire -> {
            Reply reply = unsatisfied(wire);
            reply.expect(reply.values("content-range").equals(List.of("bytes */1000")),
                    "Content-Range: bytes */1000, got " + reply.values("content-range"));
        });
        must("date-416", "9110 §6.6.1", "A 416 has Date.", wire -> {
            Reply reply = unsatisfied(wire);
            reply.expect(reply.has("date"), "the field Date");
        });
    }

    private void heads() {
        must("accept-ranges", "9110 §14.3", "Accept-Ranges, if sent, is a list of units.", wire -> {
            String units = FileTests.value(wire.control(WHOLE), "Accept-Ranges");
            wire.ask(WHOLE)
                    .expect(units.matches("[!#-'*+.^-z|~0-9A-Z-]+( *, *[!#-'*+.^-z|~0-9A-Z-]+)*"),
                            "such a list, got Accept-Ranges: " + units);
        });
        for (String name : List.of("Date", "ETag", "Cache-Control", "Vary")) {
            must("part-" + name.toLowerCase(Locale.ROOT), "9110 §15.3.7", "A 206 has " + name + " if a 200 would.",
                    "Otherwise a client cannot tell whether its parts fit each other.", wire -> {
                        String value = FileTests.value(wire.control(WHOLE), name);
                        Reply part = supported(wire);
                        part.expect(part.has(name) && (name.equals("Date") || part.values(name).contains(value)),
                                name + ": " + value);
                    });
        }
        must("range-after-none-match", "9110 §13.2.2", "If-None-Match counts before Range.", wire -> {
            String tag = tag(supported(wire));
            wire.ask(get(BYTES, "Range: bytes=0-0|If-None-Match: " + tag + "|")).expect(304);
        });
        must("range-after-match", "9110 §13.2.2", "If-Match counts before Range.", wire -> {
            Reply part = supported(wire);
            FileTests.refused(part, wire.ask(get(BYTES, "Range: bytes=0-0|If-Match: \"never-was\"|")));
        });
    }

    static String range(String range) {
        return get(BYTES, "Range: bytes=" + range + "|");
    }

    /** The response to a request for the first byte. If the server ignores ranges, the requirement does not apply. */
    static Reply supported(Connections wire) {
        wire.control(WHOLE);
        Reply part = wire.ask(range("0-0"));
        if (part.status() == 200) {
            throw new NotApplicable("it ignores ranges");
        }
        return part.expect(206);
    }

    private static Reply unsatisfied(Connections wire) {
        supported(wire);
        Reply reply = wire.ask(range("2000-"));
        if (reply.status() != 416) {
            throw new NotApplicable("it sends no 416, but " + reply.status());
        }
        return reply;
    }

    /** The range is ignored, or these bytes are sent. */
    private static TestCase part(String range, int first, int last) {
        return wire -> {
            String whole = wire.control(WHOLE).body();
            Reply one = wire.ask(range(range));
            boolean part = one.status() == 206
                    && one.values("content-range").equals(List.of("bytes " + first + "-" + last + "/" + SIZE))
                    && one.body().equals(whole.substring(first, last + 1));
            one.expect(part || one.status() == 200 && one.body().equals(whole),
                    "the whole with 200, or bytes " + first + "-" + last + " with 206 and Content-Range");
        };
    }
}
