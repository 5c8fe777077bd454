package grader.checks.lab14.buffer;

import grader.checks.lab14.front.Wire;
import grader.clients.http.Bytes;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or a response whose content is too long to be kept: it is compared as it comes, whatever its framing is.
 * The content has to be the same bytes over and over.
 */
final class LongMessage {

    private static final int PIECE = 64 << 10;
    private static final int MOST_LINE = 8 << 10;
    private static final int MOST_FIELDS = 200;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:[ \t]*([0-9]{1,18})[ \t]*$");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:[ \t]*chunked[ \t]*$");

    private final Rig rig;
    private final String who;
    private final InputStream in;
    private final String head;
    private final boolean chunked;
    private long left;          // of the chunk, or of the content; a very long time without either
    private boolean begun;
    private long count;         // bytes of content so far
    private String end = "";    // how it has ended; empty: it has not

    private LongMessage(Rig rig, Wire wire) throws IOException {
        this.rig = rig;
        this.who = wire.toString();
        this.in = new BufferedInputStream(wire.input(), PIECE);
        this.head = readHead();
        this.chunked = CHUNKED.matcher(head).find();
        Matcher length = LENGTH.matcher(head);
        boolean request = !head.startsWith("HTTP/");
        this.left = chunked ? 0 : length.find() ? Long.parseLong(length.group(1)) : request ? 0 : Long.MAX_VALUE;
    }

    /** Reads the head of what comes to this end of a connection. */
    static LongMessage read(Rig rig, Wire wire) {
        try {
            return new LongMessage(rig, wire);
        } catch (IOException failure) {
            throw rig.failure("expected " + wire + " to get the head of a message, but " + told(failure));
        }
    }

    private static String told(IOException failure) {
        return failure instanceof SocketTimeoutException ? "nothing came within " + Limits.shown(Limits.PATIENCE)
                : "the connection ended";
    }

    private String readHead() throws IOException {
        StringBuilder lines = new StringBuilder();
        String line = readLine();
        for (int i = 0; !line.isEmpty() && i < MOST_FIELDS; i++) {
            lines.append(line).append('\n');
            line = readLine();
        }
        rig.tell(who + " gets " + lines.toString().lines().findFirst().orElse("an empty line"));
        return lines.toString();
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && line.length() < MOST_LINE; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** A response with this status. */
    LongMessage expectStatus(int status) {
        if (!head.matches("(?s)HTTP/1\\.[01] " + status + "\\b.*")) {
            throw rig.failure("expected the status " + status + ", but " + who + " got "
                    + head.lines().findFirst().orElse("an empty line"));
        }
        return this;
    }

    /** All of the content comes, and no other bytes. */
    void expectWhole(byte[] pattern, long length) {
        readAll(pattern);
        if (count != length || !end.isEmpty()) {
            throw differs(length + " bytes of content");
        }
        rig.tell(who + " gets all " + count + " bytes of content");
    }

    /** So many bytes of content come, and then it is seen that there should be more. */
    void expectCut(byte[] pattern, long length) {
        readAll(pattern);
        if (count != length) {
            throw differs(length + " bytes of content before it breaks off");
        }
        if (end.isEmpty()) {
            throw rig.failure("expected the content to look cut after " + count + " bytes, but it looks complete");
        }
        rig.tell(who + " gets " + count + " bytes of content, and then " + end);
    }

    private CheckFailed differs(String expected) {
        return rig.failure("expected " + who + " to get " + expected + ", but after " + count + " bytes there was "
                + (end.isEmpty() ? "the end of the content" : end));
    }

    private void readAll(byte[] pattern) {
        byte[] piece = new byte[PIECE];
        try {
            for (int some = next(piece); some >= 0; some = next(piece)) {
                for (int i = 0; i < some; i++) {
                    if (piece[i] != pattern[(int) ((count + i) % pattern.length)]) {
                        throw rig.failure("expected " + who + " to get the content as it was sent, but byte number "
                                + (count + i) + " is another one");
                    }
                }
                count += some;
            }
        } catch (SocketTimeoutException silence) {
            end = "nothing for " + Limits.shown(Limits.PATIENCE);
        } catch (EOFException early) {
            end = "the end of the connection";
        } catch (IOException gone) {
            end = "a reset";
        }
    }

    /** Reads some content; -1 at its end. */
    private int next(byte[] piece) throws IOException {
        if (chunked && left == 0 && !nextChunk() || left == 0) {
            return -1;
        }
        int some = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (some < 0 && left < Long.MAX_VALUE / 2) {
            throw new EOFException();
        }
        left -= Math.max(0, some);
        return some;
    }

    private boolean nextChunk() throws IOException {
        if (begun) {
            readLine();
        }
        begun = true;
        String size = readLine().replaceAll("[ \t]*;.*", "").toLowerCase(Locale.ROOT);
        if (!size.matches("[0-9a-f]{1,15}")) {
            throw rig.failure("expected the size of a chunk, but " + who + " got '" + Bytes.brief(size) + "'");
        }
        left = Long.parseLong(size, 16);
        if (left > 0) {
            return true;
        }
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            // A trailer field.
        }
        return false;
    }
}
