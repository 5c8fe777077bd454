package grader.proofs.protocol.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.proofs.protocol.HandlerProbe;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Subject;
import grader.proofs.protocol.Wire;
import grader.proofs.protocol.Wire.Wants;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A conversation in which each step is told, and looked at. */
final class Moments {

    final HandlerProbe probe = new HandlerProbe();
    final Wire wire;
    private final Subject subject;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private Moments(Subject subject) {
        this.subject = subject;
        this.wire = subject.server().connect(probe);
    }

    /** Whatever happens, every borrowed buffer is returned. */
    static void of(Subject subject, Consumer<Moments> talk) {
        Moments moments = new Moments(subject);
        try {
            talk.accept(moments);
        } finally {
            moments.wire.closed();
        }
        check(subject.server().borrowed() == 0, "a buffer is not returned");
        check(moments.probe.open() == 0, "a source is not closed");
        check(subject.server().taken() == 0, "memory for content is not returned");
    }

    static void check(boolean good, String what) {
        if (!good) {
            throw new AssertionError(what);
        }
    }

    Setting setting() {
        return subject.setting();
    }

    void wants(Wants meant) {
        check(wire.wants() == meant, "it wants " + wire.wants() + ", not " + meant);
    }

    /** The deadline is so many milliseconds from now. */
    void hasTime(long millis) {
        long left = wire.deadline() == Wire.NEVER ? -1 : wire.deadline() - probe.now();
        check(left == millis, "it has " + left + " ms left, not " + millis);
    }

    void sends(String text) {
        wants(Wants.READ);
        sendsUnheard(text);
    }

    void sendsUnheard(String text) {
        wire.receive(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    /** Until it wants something other than to work. */
    void works() {
        do {
            step();
        } while (wire.wants() == Wants.WORK);
    }

    /** Works once, which is not later than its whole time from now. */
    void step() {
        wants(Wants.WORK);
        long left = wire.deadline() - probe.now();
        check(left > 0 && left <= Setting.HANDLER, "it has " + left + " ms left for work");
        probe.works(true);
        wire.work();
        probe.works(false);
    }

    /** Takes so many bytes, or all of the borrowed buffer. */
    void takes(int most) {
        wants(Wants.WRITE);
        ByteBuffer lent = wire.output();
        byte[] bytes = new byte[Math.min(most, lent.remaining())];
        lent.get(bytes);
        heard.writeBytes(bytes);
        wire.sent();
    }

    /** Until it wants something else. */
    void worksAndWrites() {
        while (wire.wants() == Wants.WORK || wire.wants() == Wants.WRITE) {
            if (wire.wants() == Wants.WORK) {
                works();
            } else {
                takes(Integer.MAX_VALUE);
            }
        }
    }

    /** All the time passes. */
    void isLate() {
        probe.pass(wire.deadline() - probe.now());
        wire.onDeadline();
    }

    void pass(long millis) {
        probe.pass(millis);
    }

    String heard() {
        return heard.toString(ISO_8859_1);
    }
}
