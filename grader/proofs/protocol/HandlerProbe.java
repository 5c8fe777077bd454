package grader.proofs.protocol;

import static grader.proofs.protocol.Finding.check;

import java.util.ArrayList;
import java.util.List;

/** What a server does for one connection, seen from inside: who was answered how, and what becomes of the sources. */
public final class HandlerProbe {

    /**
     * What a handler answered.
     *
     * @param method null if it was no request
     * @param content null if it is made while it is sent
     */
    public record Said(String method, int status, byte[] content) {
        boolean hasContent() {
            return !"HEAD".equals(method);
        }
    }

    private static final long START = 1_000_000;

    private final List<Said> said = new ArrayList<>();
    private long now = START;
    private boolean works;
    private int open;
    private boolean broken;
    private int turns;
    private Throwable fault;
    private String printed = "";

    public long now() {
        return now;
    }

    /** Lets time pass, in milliseconds; also for a handler that takes its time. */
    public void pass(long millis) {
        now += millis;
    }

    /** A handler has answered. */
    public void says(String method, int status, byte[] content) {
        check(works, "a handler is asked outside work()", method);
        said.add(new Said(method, status, content));
    }

    /** @param fault that the server has told on standard error */
    public void fails(Throwable fault) {
        this.fault = fault;
    }

    /** @param text that the server has printed on standard error */
    public void prints(String text) {
        printed += text + "\n";
    }

    /** A source of the server's, which counts what is done to it. */
    public final class Kept {
        private int reads;      // within one work()
        private int turn;
        private boolean over;
        private boolean closed;

        public Kept() {
            open++;
        }

        public void read() {
            check(works, "a source is asked outside work()", "");
            check(!closed && !over, "a source is asked when it is at its end, or closed", "");
            reads = turn == turns ? reads + 1 : 1;
            turn = turns;
            check(reads == 1, "a source is asked again before what it gave is written", "");
        }

        /** It had nothing to give this time: it may be asked again. */
        public void gaveNothing() {
            reads = 0;
        }

        /** It has no more to give. @param early as it was meant to, and yet it is a fault */
        public void over(boolean early) {
            over = true;
            broken |= early;
        }

        public void close() {
            check(!closed, "a source is closed twice", "");
            closed = true;
            open--;
        }
    }

    /** Whether work() runs now. */
    public void works(boolean works) {
        this.works = works;
        turns++;
    }

    /** How many answers handlers have given. */
    public int answers() {
        return said.size();
    }

    List<Said> said() {
        return said;
    }

    public String printed() {
        return printed;
    }

    /** How many sources are not closed. */
    public int open() {
        return open;
    }

    /** Whether a source has failed as it was meant to. */
    boolean isBroken() {
        return broken;
    }

    /** @throws Finding if the server has told of a fault that was not meant */
    void checkFault() {
        if (fault != null && !isBroken()) {
            throw new Finding("the server has a fault", fault);
        }
    }
}
