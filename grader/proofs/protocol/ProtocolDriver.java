package grader.proofs.protocol;

import static grader.proofs.protocol.Finding.check;

import grader.proofs.protocol.Wire.Wants;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One conversation with a server: does what the connection wants, as an engine does, and looks at each step whether it
 * may want that.
 */
public final class ProtocolDriver {

    private static final int MOST_TURNS_AT_REST = 200;
    private static final int MOST_OUTPUT = 1_200_000;      // more than all responses of any Script together
    private static final int BEFORE = 3;        // bytes of something else in front of a read's own

    private final Subject subject;
    private final NetworkSchedule plan;
    private final byte[] input;
    private final HandlerProbe probe = new HandlerProbe();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Deadlines deadlines;
    private Wire wire;
    private int at;
    private int asked;              // how many requests had been answered before it worked
    private boolean listens;
    private boolean late;
    private boolean left;

    private ProtocolDriver(Subject subject, NetworkSchedule plan, byte[] input) {
        this.subject = subject;
        this.plan = plan;
        this.input = input;
        this.deadlines = new Deadlines(subject.setting(), probe);
    }

    /**
     * @param halfClose whether the client ends its side after the input; else the conversation ends where the server
     *        waits for more
     * @throws Finding if something was wrong
     */
    public static Outcome of(Subject subject, NetworkSchedule plan, byte[] input, boolean halfClose) {
        return new ProtocolDriver(subject, plan, input).talk(halfClose);
    }

    private Outcome talk(boolean halfClose) {
        Server server = subject.server();
        Wants end;
        try {
            wire = server.connect(probe);
            end = drive(halfClose);
        } catch (Finding finding) {
            checkWritten();
            throw finding;
        } catch (RuntimeException | Error fault) {
            throw new Finding("an exception leaves the connection", fault);
        } finally {
            if (wire != null) {
                wire.closed();
            }
        }
        checkWritten();
        check(server.borrowed() == 0, "a buffer is not returned", "");
        check(server.taken() == 0, "memory for content is not returned", server.taken() + " bytes");
        check(probe.open() == 0, "a source is not closed", "");
        probe.checkFault();
        return new Outcome(output.toByteArray(), listens, end, late, probe);
    }

    private void checkWritten() {
        check(!probe.printed().contains("is not written yet"), Finding.UNWRITTEN, probe.printed());
    }

    private Wants drive(boolean halfClose) {
        int atRest = 0;
        for (int turn = 0;; turn++) {
            if (turn == (input.length & 15)) {      // At some turn: at each it would take too long.
                weigh();
            }
            int before = at + output.size();
            Wants wants = wants();
            asked = wants == Wants.WORK ? asked : probe.said().size();
            switch (wants) {
                case WORK -> work();
                case WRITE -> await(wants, this::write);
                case READ, LINGER -> {
                    listens |= wants == Wants.READ && at == input.length;
                    if (at == input.length && !halfClose && plan.next() != NetworkSchedule.Event.LATE) {
                        weighAtRest(wants);
                        return wants;
                    }
                    await(wants, this::read);
                }
                case CLOSE, RESET -> {
                    return wants;
                }
            }
            if (left) {
                return null;
            }
            atRest = at + output.size() > before ? 0 : atRest + 1;
            check(atRest < MOST_TURNS_AT_REST, "nothing moves", "it wants " + wants);
        }
    }

    /** What it wants: the same however often it is asked, and not without need. */
    private Wants wants() {
        Wants wants = wire.wants();
        long deadline = wire.deadline();
        check(wire.wants() == wants && wire.deadline() == deadline, "wants() or deadline() changes by being asked",
                wants);
        int lent = subject.server().borrowed();
        boolean good = lent == (wants == Wants.WRITE ? 1 : 0) || wants == Wants.RESET && lent <= 1;
        check(good, "the number of borrowed buffers is wrong", good ? "" : lent + " at " + wants);
        deadlines.check(wants, deadline);
        return wants;
    }

    private void work() {
        probe.works(true);
        wire.work();
        probe.works(false);
        deadlines.moves();
        check(probe.said().size() - asked <= Setting.MAX_WAITING, "too many responses are made at once",
                probe.said().size() - asked);
    }

    private void await(Wants wants, Runnable goesOn) {
        long deadline = wire.deadline();
        switch (plan.next()) {
            case GOES_ON -> goesOn.run();
            case PASSES -> {
                probe.pass(plan.any(Math.max(1, deadline - probe.now())));
                goesOn.run();
            }
            case LATE -> late(wants, deadline);
            case LEAVES -> left = true;
        }
    }

    private void late(Wants wants, long deadline) {
        probe.pass(Math.max(0, deadline - probe.now()));
        late = true;
        boolean begun = deadlines.hasBegun();
        wire.onDeadline();
        deadlines.comes();
        Wants then = wire.wants();
        Wants meant = wants == Wants.WRITE ? Wants.RESET : wants == Wants.READ && begun ? Wants.WORK : Wants.CLOSE;
        check(then == meant, "a timeout comes to the wrong thing", wants + " to " + then + ", not " + meant);
    }

    private void write() {
        ByteBuffer lent = wire.output();
        check(wire.output() == lent && lent.capacity() <= Setting.MOST_LENT,
                "the borrowed buffer changes, or is too large", lent);
        int count = Math.min(plan.goes(lent.remaining()), lent.remaining());
        byte[] bytes = new byte[count];
        lent.get(bytes);
        output.writeBytes(bytes);
        wire.sent();
        if (count > 0) {        // Nothing that was taken is no sign of life.
            deadlines.moves();
        }
        left = output.size() > MOST_OUTPUT;
    }

    private void read() {
        if (at == input.length) {
            wire.endOfInput();
            deadlines.comes();
            return;
        }
        int count = plan.comes(input.length - at);
        byte[] array = new byte[BEFORE + count + 2];
        System.arraycopy(input, at, array, BEFORE, count);
        ByteBuffer in =
                ByteBuffer.wrap(array, 1, array.length - 1).slice().position(BEFORE - 1).limit(BEFORE - 1 + count);
        wire.receive(in);
        check(!in.hasRemaining() && in.position() == BEFORE - 1 + count, "receive() does not take all", in);
        Arrays.fill(array, (byte) '?');
        at += count;
        deadlines.comes();
    }

    private void weigh() {
        long held = subject.heldBy(wire);
        check(held <= subject.setting().mostHeld(), "too much is held for a client", held + " bytes");
    }

    private void weighAtRest(Wants wants) {
        boolean waits = wants == Wants.READ && !deadlines.hasBegun();
        long held = waits ? subject.heldBy(wire) : 0;
        check(held <= Setting.MOST_IDLE, "too much is held for a client that waits", held + " bytes");
    }
}
