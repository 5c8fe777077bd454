package grader.conformance.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;

/** Knows files, and the fields about them: how wrongly, is its {@link Way}. */
record WrongFiles(Way way) implements Scripted.Script {

    /** How it is wrong. */
    enum Way {
        /** Ignores conditions and codings, but not ranges, and sends a second header with each part. */
        IGNORES,
        /** Takes every condition for false, whatever it says, and leaves out what a response without content needs. */
        REFUSES,
        /** Sends fields that are not what they have to be. */
        MISSPELLS,
        /** Compresses everything, or says so. */
        COMPRESSES
    }

    private static final String TAG = "ETag: \"tag\"\r\n";
    private static final String CHANGED = "Last-Modified: Thu, 29 Feb 2024 12:34:56 GMT\r\n";
    private static final String GOOD =
            TAG + CHANGED + "Date: Thu, 29 Feb 2024 12:34:57 GMT\r\nCache-Control: no-cache\r\n"
                    + "Vary: Accept-Encoding\r\nAccept-Ranges: bytes\r\n";
    private static final String MISSPELLED = "Last-Modified: tomorrow\r\nDate: today\r\nVary: a b\r\nAge: old\r\n"
            + "Accept-Ranges: (all)\r\nCache-Control: max-age=\"60\", =2\r\n";
    private static final int SIZE = 1000;

    @Override
    public void play(InputStream in, OutputStream out) throws IOException {
        int count = 0;
        for (String head = Scripted.head(in); head != null; head = Scripted.head(in)) {
            in.readNBytes(head.startsWith("PUT ") ? "{\"n\":1}".length() : 0);
            Scripted.write(out, "HTTP/1.1 " + switch (way) {
                case IGNORES -> ignoring(head);
                case REFUSES -> refusing(head);
                case MISSPELLS -> whole(head, MISSPELLED + "ETag: " + System.nanoTime() + count++ + "\r\n");
                case COMPRESSES -> whole(head, head.contains("identity") ? "Content-Encoding: gzip\r\n"
                        : head.contains("\r\nAccept-Encoding") ? TAG + "Content-Encoding: gzip\r\n"
                                : TAG);
            });
        }
    }

    private static String ignoring(String head) {
        return !head.contains("\r\nRange: ") ? whole(head, GOOD)
                : head.contains("bytes=2000-") && !head.contains("If-Range") ? "416 No\r\nContent-Length: 0\r\n\r\n"
                        : "206 Part\r\nContent-Type: multipart/byteranges\r\nContent-Range: bytes 1-2/3\r\n"
                                + "Content-Length: 4000\r\n\r\n" + "x".repeat(4000);
    }

    private static String refusing(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("if-range")) {
            return whole(head, GOOD);
        }
        if (lower.contains("\r\nif-none-match") || lower.contains("if-modified")) {
            return head.startsWith("PUT ") ? "412 No\r\nContent-Length: 0\r\n\r\n"
                    : "304 Same\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\n";
        }
        if (lower.contains("\r\nif-match") || lower.contains("if-unmodified")) {
            return "412 No\r\nContent-Length: 0\r\n\r\n";
        }
        return lower.contains("\r\nrange") ? "206 Part\r\nContent-Length: 1\r\n\r\nx" : whole(head, GOOD);
    }

    /** A 200 with content as long as that of the file of numbers. */
    private static String whole(String head, String fields) {
        return "200 OK\r\n" + fields + "Content-Length: "
                + (head.startsWith("HEAD ") ? "7\r\n\r\n" : SIZE + "\r\n\r\n" + "x".repeat(SIZE));
    }
}
