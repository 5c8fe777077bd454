package grader.proofs.protocol.tests;

import grader.clients.http.Bytes;
import grader.proofs.protocol.Finding;
import grader.proofs.protocol.NetworkSchedule;
import grader.proofs.protocol.Outcome;
import grader.proofs.protocol.ProtocolDriver;
import grader.proofs.protocol.Replies;
import grader.proofs.protocol.Reply;
import grader.proofs.protocol.Script;
import grader.proofs.protocol.Subject;
import java.util.List;
import java.util.Random;

/**
 * What holds for a connection, whatever comes, in whatever pieces: each is tried with many cases, and a case is made
 * from one seed.
 */
public enum Property {

    /** A small conversation, its input cut at any one place: the responses are as expected. */
    EVERY_SPLIT(40) {
        @Override
        void hold(Subject subject, Script script, Random random) {
            for (int cut = 1; cut < script.bytes().length; cut++) {
                meant(subject, script, Pieces.cut(cut));
            }
        }

        @Override
        boolean takes(Script script) {
            return script.bytes().length < 400;
        }
    },

    /**
     * Any conversation, in one piece and in bytes: the responses are as expected, and so is each `100 Continue`.
     */
    WHOLE_AND_BYTES(800) {
        @Override
        void hold(Subject subject, Script script, Random random) {
            List<Reply> whole = meant(subject, script, NetworkSchedule.WHOLE);
            List<Reply> bytes = meant(subject, script, NetworkSchedule.BYTES);
            for (int i = 0; i < whole.size(); i++) {
                boolean waits = script.meant().get(i).expects();
                is(waits ? 1 : 0, bytes.get(i).interims(), "100s for a client that sends byte by byte");
                is(0, whole.get(i).interims(), "100s for content that has come");
            }
        }
    },

    /**
     * Any conversation, its input and its output in pieces of any size, and time passes: the responses are as expected.
     */
    ANY_PIECES(2000) {
        @Override
        void hold(Subject subject, Script script, Random random) {
            meant(subject, script, NetworkSchedule.pieces(random));
            meant(subject, script, NetworkSchedule.pieces(random));
        }
    },

    /**
     * The client is late, or leaves, at any point: the responses are as expected up to there, and every borrowed buffer
     * is returned.
     */
    UNTIMELY(3000) {
        @Override
        void hold(Subject subject, Script script, Random random) {
            Outcome outcome =
                    ProtocolDriver.of(subject, NetworkSchedule.random(random, 3 + random.nextInt(30)), script.bytes(),
                            script.halfClose());
            script.checkDisturbed(Replies.of(outcome));
        }
    };

    public final int cases;

    Property(int cases) {
        this.cases = cases;
    }

    abstract void hold(Subject subject, Script script, Random random);

    boolean takes(Script script) {
        return true;
    }

    /** Tries `cases` cases. The seed of a case that fails is told, and is enough to make it again. */
    public void hold(Subject subject, int cases, long seed) {
        for (int i = 0; i < cases; i++) {
            again(subject, seed + i);
        }
    }

    /** Tries the one case of this seed. */
    public void again(Subject subject, long seed) {
        Random random = new Random(seed);
        Script script = Script.any(random);
        while (!takes(script)) {
            script = Script.any(random);
        }
        try {
            hold(subject, script, random);
        } catch (Finding finding) {
            throw new AssertionError(this + " does not hold; again with\n"
                    + "  CONNECTION_SEED=" + Long.toHexString(seed) + " ./jbang verify --only ConnectionProperties\n"
                    + finding.getMessage() + "\nafter " + script.bytes().length + " bytes"
                    + (script.halfClose() ? " and a half-close" : "") + ":\n" + Bytes.lines(Bytes.text(script.bytes())),
                    finding);
        }
    }

    private static List<Reply> meant(Subject subject, Script script, NetworkSchedule plan) {
        Outcome outcome = ProtocolDriver.of(subject, plan, script.bytes(), script.halfClose());
        if (!outcome.isUndisturbed()) {
            throw new Finding("the conversation was cut short, which is a mistake of this test",
                    outcome.bytes().length + " bytes were read");
        }
        List<Reply> replies = Replies.of(outcome);
        script.check(replies);
        return replies;
    }

    private static void is(int meant, int count, String what) {
        if (count != meant) {
            throw new Finding("the number of 100s is wrong", count + " " + what + ", not " + meant);
        }
    }
}
