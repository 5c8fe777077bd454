package grader.tests.connection;

import static grader.tests.connection.Moments.check;

import grader.talk.Setting;
import grader.talk.Subject;
import grader.talk.Wire.Wants;
import java.nio.ByteBuffer;
import java.util.Random;

/** What random conversations do not come to. */
public final class Cases {

    private static final long GIB = 1L << 30;

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
                ByteBuffer lent = talk.wire.transmit();
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

    /** A source that dies of an Error costs its connection, and nothing else: what was lent comes back. */
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

    /** A handler may take its time: meanwhile it keeps no buffer from others. */
    public static void handlersHoldNoBuffer(Subject subject) {
        Moments.of(subject, talk -> {
            talk.sends("GET /lent HTTP/1.1\r\nHost: a\r\n\r\n");
            talk.worksAndWrites();
            check(talk.heard().endsWith("\r\n\r\n0\n"), "the handler says " + talk.heard());
        });
    }

    /** A client that would go on, and has to be left as its answer ends with the connection, may be sending still. */
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
            check(thrown && subject.server().lent() == 0,
                    "a buffer is not given back, or the source closed without a word");
        });
    }

    /**
     * A client that waits for a 100, and sends content all the same, which is refused: no 100 comes behind the refusal.
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
            int asked = talk.witness.answers();
            for (int i = 0; i < 20; i++) {
                talk.takes(3);
            }
            talk.takes(0);
            check(talk.witness.answers() == asked && asked < 1000,
                    "handlers are asked while an answer is unwritten: " + asked);
            talk.worksAndWrites();
            check(talk.witness.answers() == 2000, "it has answered " + talk.witness.answers());
        });
    }
}
