package grader.proofs.protocol.tests;

import static grader.proofs.protocol.tests.Moments.check;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.proofs.protocol.HandlerProbe;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import grader.proofs.protocol.Wire;
import grader.proofs.protocol.Wire.Wants;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** What random conversations do not come to. */
public final class Cases {

    private static final long GIB = 1L << 30;
    private static final int MAX_WAITING = 16;

    private Cases() {}

    /** 1 GiB to a client that takes it in random pieces: nothing grows. */
    public static void streamsWithoutGrowth(Subject subject, Random random, boolean sized) {
        Moments.of(subject, talk -> {
            talk.sends("GET /" + (sized ? "bytes/" : "chunks/") + GIB + " HTTP/1.1\r\nHost: a\r\n\r\n");
            long taken = 0;
            for (int turn = 0; talk.wire.wants() != Wants.READ; turn++) {
                if (talk.wire.wants() == Wants.WORK) {
                    talk.works();
                    continue;
                }
                talk.wants(Wants.WRITE);
                ByteBuffer lent = talk.wire.output();
                int count = Math.min(lent.remaining(), random.nextInt(2 * Setting.MOST_LENT));
                lent.position(lent.position() + count);
                talk.wire.sent();
                taken += count;
                long held = turn % 256 == 0 ? subject.heldBy(talk.wire) : 0;
                check(held <= Setting.MOST_LENT + 4096, "it holds " + held + " bytes");
            }
            check(taken > GIB && taken < GIB + GIB / 1000, "it gives " + taken + " bytes");
        });
    }

    /** A source that dies of an Error costs its connection, and nothing else: the buffer is returned. */
    public static void givesBackAfterAnError(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET /dies/10/10 HTTP/1.1\r\nHost: a\r\n\r\n");
            boolean died = false;
            try {
                talk.worksAndWrites();
            } catch (AssertionError error) {
                died = error.getMessage().startsWith("dies");
            }
            check(died, "the source did not die");
        });
    }

    /** A handler may take its time: meanwhile its connection keeps no buffer from others, in a pipeline either. */
    public static void handlersHoldNoBuffer(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /borrowed HTTP/1.1\r\nHost: a\r\n\r\n");
            talk.worksAndWrites();
            check(talk.heard().endsWith("\r\n\r\n0\n"), "the handler says " + talk.heard());
        });
    }

    /** A client that would go on, and has to be left as its response ends with the connection, may be sending still. */
    public static void lingersForWhoWouldGoOn(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET /chunks/3 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            talk.worksAndWrites();
            talk.wants(Wants.LINGER);
        });
    }

    /** The same for a client whose answer broke off: what it said was answered before must not be lost. */
    public static void lingersBehindABrokenAnswer(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends(
                    "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /breaks/10/10 HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo "
                            + "HTTP/1.1\r\n");
            talk.worksAndWrites();
            talk.wants(Wants.LINGER);
        });
    }

    /** A request that came after one whose response broke off gets none, and returns the memory of its content. */
    public static void returnsContentAfterABrokenResponse(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET /breaks/10/10 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
            talk.worksAndWrites();
            talk.wants(Wants.LINGER);
        });
    }

    /**
     * A source that gives nothing now and then, and says that it has given more than it has: only its bytes are sent.
     */
    public static void sendsWhatIsThere(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET /odd/6/3 HTTP/1.1\r\nHost: a\r\n\r\nGET /sized-odd/6/3 HTTP/1.1\r\nHost: a\r\n\r\n");
            talk.worksAndWrites();
            String heard = talk.heard();
            check(heard.contains("\r\n\r\n0003\r\nabc\r\n0003\r\ndef\r\n0\r\n\r\nHTTP/1.1 200 ")
                    && heard.contains("Content-Length: 6\r\n") && heard.endsWith("\r\n\r\nabcdef"), "it says " + heard);
        });
    }

    /** A source that cannot be closed is not closed again, and keeps no buffer. */
    public static void closesOnceWhatCannotBeClosed(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET /unclosable/100000/100000 HTTP/1.1\r\nHost: a\r\n\r\n");
            talk.works();
            boolean thrown = false;
            try {
                talk.wire.closed();
            } catch (IllegalStateException unclosable) {
                thrown = true;
            }
            check(thrown && subject.server().borrowed() == 0,
                    "a buffer is not returned, or the source closed without a word");
        });
    }

    /**
     * A client that waits for a 100, and sends content all the same, which is rejected: no 100 comes after the error
     * response.
     */
    public static void saysNothingBehindTheLast(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends(
                    "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: "
                            + "chunked\r\n\r\nno size\r\n");
            talk.worksAndWrites();
            check(talk.heard().startsWith("HTTP/1.1 400 ") && !talk.heard().contains(" 100 "),
                    "it says " + talk.heard());
            talk.wants(Wants.LINGER);
        });
    }

    /** A client that sends more and more ahead, and reads nothing, is not read from: what is held is one read. */
    public static void doesNotReadAhead(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2000));
            talk.works();
            int asked = talk.probe.answers();
            for (int i = 0; i < 20; i++) {
                talk.takes(3);
            }
            talk.takes(0);
            check(talk.probe.answers() == asked && asked == MAX_WAITING,
                    "handlers are asked while a response is unwritten: " + asked);
            talk.worksAndWrites();
            check(talk.probe.answers() == 2000, "it has answered " + talk.probe.answers());
        });
    }

    /** No further response is asked for when 64 KiB wait, or when the last one is made while it is sent. */
    public static void responsesThatWaitAreFew(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends(fields(15_000).repeat(10));
            talk.works();
            check(talk.probe.answers() == 5, "it has asked for " + talk.probe.answers() + " of 15,000 bytes each");
        });
        Moments.of(subject, talk -> {
            talk.sends("GET /pieces/3/3 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3));
            talk.works();
            check(talk.probe.answers() == 1, "it has asked for " + talk.probe.answers() + " with a source");
        });
    }

    /** A client that leaves while a response waits, as the buffer was full before its turn came. */
    public static void closesWhatWaits(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends(fields(4_300).repeat(15) + "GET /pieces/3/3 HTTP/1.1\r\nHost: a\r\n\r\n");
            talk.works();
            check(talk.probe.open() == 1 && talk.probe.answers() == MAX_WAITING, "no source waits");
        });
    }

    /** A request whose response shows its fields, so many bytes and a few. */
    private static String fields(int bytes) {
        return "GET /fields HTTP/1.1\r\nHost: a\r\nA: " + "x".repeat(bytes) + "\r\n\r\n";
    }

    /** A head that fits into what is left of the buffer, into the next one, or into none. */
    public static void sendsHeadsOfAnySize(Subject subject) {
        Moments.of(subject, talk -> {
            for (int length : new int[] {1, 20_000, 20_000, 70_000, 200_000}) {
                talk.sends(("GET /long/" + length + " HTTP/1.1\r\nHost: a\r\n\r\n").repeat(3));
                talk.worksAndWrites();
                String value = "\r\nX-Long: \u00e4" + "x".repeat(length) + "\r\n";
                long whole = Pattern.compile(Pattern.quote(value))
                        .matcher(talk.heard())
                        .results()
                        .count();
                check(whole >= 3, "of three values of " + length + " letters " + whole + " came whole");
            }
        });
    }

    /** When all large buffers are borrowed by clients that do not read, others still get their responses. */
    public static void neverWaitsForABuffer(Subject subject) {
        List<Wire> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                HandlerProbe probe = new HandlerProbe();
                Wire wire = subject.server().connect(probe);
                stalled.add(wire);
                wire.receive(ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1)));
                probe.works(true);
                try {
                    while (wire.wants() == Wants.WORK) {
                        wire.work();
                    }
                } catch (IllegalStateException none) {
                    throw new AssertionError("connection " + i + " gets no buffer", none);
                }
                check(wire.wants() == Wants.WRITE && wire.output().hasRemaining(), "it wants " + wire.wants());
            }
        } finally {
            stalled.forEach(Wire::closed);
        }
        streamsWithoutGrowth(subject, new Random(1), false);
    }
}
