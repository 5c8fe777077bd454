package grader.proofs.reference.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.generators.Messages;
import grader.proofs.protocol.Retained;
import java.util.Arrays;
import java.util.Random;

/** What a parser costs: how many bytes it looks at, and what it holds. */
public final class Work {

    private static final int MOST_WHEN_IDLE = 4096;

    private Work() {}

    /** Heads, however they are cut: each byte is looked at once, and what is kept grows by doubling. */
    public static void looksAtEachByteOnce(ReferenceParser parser, Random random) {
        ReferenceParser counting = parser.counting();
        String line = "x:" + "v".repeat(150) + "\r\n";
        String head = "GET /" + "t".repeat(8000) + " HTTP/1.1\r\nHost: a\r\n" + line.repeat(90) + "\r\n";
        looksOnce(counting, head, 1);
        looksOnce(counting, head, 100);
        looksOnce(counting, head, head.length());
        for (int i = 0; i < 50; i++) {
            Messages messages = new Messages(random);
            byte[] bytes = messages.any().bytes();
            // after empty lines, which may come first
            int end = new String(bytes, ISO_8859_1).indexOf("\r\n\r\n", 18) + 4;
            looksOnce(counting, new String(bytes, 0, end, ISO_8859_1), 1 + random.nextInt(end));
        }
    }

    private static void looksOnce(ReferenceParser parser, String head, int piece) {
        Connection connection = parser.connection(ParserProperty.MOST);
        byte[] bytes = head.getBytes(ISO_8859_1);
        long before = connection.looked();
        long held = 0;
        int growths = 0;
        for (int at = 0; at < bytes.length; at += piece) {
            Feed.of(connection, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
            long holds = Retained.by(connection.parser());
            growths += holds > held ? 1 : 0;
            held = holds;
        }
        long looked = connection.looked() - before;
        if (looked != bytes.length) {
            throw new AssertionError("looks at " + looked + " bytes" + Feed.shown(bytes));
        }
        if (growths > 24) {     // 15 doublings of bytes, 3 of slices, the first of each
            throw new AssertionError("what is kept of " + bytes.length + " bytes has grown " + growths + " times");
        }
    }

    /** A body that is announced costs nothing before it comes. */
    public static void holdsNothingThatIsOnlyAnnounced(ReferenceParser parser) {
        for (String framing : new String[] {
                "Content-Length: 2147483647\r\n\r\n0123", "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n0123"}) {
            Connection connection = parser.connection(Integer.MAX_VALUE);
            byte[] bytes = ("POST / HTTP/1.1\r\nHost: a\r\n" + framing).getBytes(ISO_8859_1);
            String end = Feed.of(connection, bytes).end();
            long held = Retained.by(connection.parser());
            if (!end.equals("begun") || held > 2 * MOST_WHEN_IDLE) {
                throw new AssertionError("is " + end + ", and holds " + held + " bytes" + Feed.shown(bytes));
            }
        }
        for (String number : new String[] {"4097", "2147483648", "4294967296", "18446744073709551617",
                "9".repeat(400)}) {
            isTooLarge(parser, "Content-Length: " + number + "\r\n\r\n");
        }
        for (String size : new String[] {"1001\r\n", "80000000\r\n", "100000000\r\n", "ffffffffffffffff\r\n."}) {
            isTooLarge(parser, "Transfer-Encoding: chunked\r\n\r\n" + size);
        }
    }

    private static void isTooLarge(ReferenceParser parser, String framing) {
        byte[] bytes = ("POST / HTTP/1.1\r\nHost: a\r\n" + framing).getBytes(ISO_8859_1);
        String end = Feed.of(parser.connection(ParserProperty.MOST), bytes).end();
        if (!end.startsWith("413 ")) {
            throw new AssertionError("is " + end + Feed.shown(bytes));
        }
    }

    /** After a request nothing of it is held: an idle connection costs next to nothing. */
    public static void holdsNothingWhenIdle(ReferenceParser parser, Random random) {
        Connection connection = parser.connection(Integer.MAX_VALUE);
        String fields = "Host: a\r\n" + "x: y\r\n".repeat(98);
        String value = "x:" + "v".repeat(16_000) + "\r\n";
        for (String text : new String[] {
                "POST / HTTP/1.1\r\n" + fields + "Content-Length: 100000\r\n\r\n" + ".".repeat(100_000),
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n.\r\n0\r\n" + fields + "\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n" + value + "\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + value + "\r\n"}) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            for (int[] cuts : new int[][] {{}, {bytes.length / 2}, Feed.somewhere(bytes, random)}) {
                String end = Feed.of(connection, bytes, cuts).end();
                long held = Retained.by(connection.parser());
                if (!end.equals("idle") || held > MOST_WHEN_IDLE) {
                    throw new AssertionError("is " + end + ", and holds " + held + " bytes" + Feed.shown(bytes, cuts));
                }
            }
        }
    }
}
