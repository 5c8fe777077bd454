package grader.proofs.fuzzing;

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
import java.util.function.ToIntBiFunction;

/**
 * The same bytes in several conversations: whole, in bytes, in pieces, and with a client that is late or leaves. The
 * answers are the same.
 */
public final class Trial {

    private static final String SPLITS = "two splits";
    static final int MOST_FOR_BYTES = 400;

    private final Subject subject;
    private final Script script;
    private int conversations;

    private Trial(Subject subject, Script script) {
        this.subject = subject;
        this.script = script;
    }

    /** Tries a script, and says how many conversations that were; throws a {@link Finding} if something is wrong. */
    public static ToIntBiFunction<Script, Random> of(Subject subject) {
        return (script, random) -> {
            Trial trial = new Trial(subject, script);
            trial.run(random);
            return trial.conversations;
        };
    }

    private void run(Random random) {
        Outcome whole = talk(NetworkSchedule.WHOLE);
        List<Reply> replies = Replies.of(whole);
        if (whole.isUndisturbed()) {
            script.check(replies);
        } else {
            script.checkDisturbed(replies);
        }
        if (script.bytes().length <= MOST_FOR_BYTES) {
            same(whole, replies, talk(NetworkSchedule.BYTES));
        }
        same(whole, replies, talk(NetworkSchedule.pieces(random)));
        Outcome untimely = talk(NetworkSchedule.random(random, 3 + random.nextInt(20)));
        same(whole, replies, untimely);
    }

    private Outcome talk(NetworkSchedule plan) {
        conversations++;
        return ProtocolDriver.of(subject, plan, script.bytes(), script.halfClose());
    }

    /** Two conversations with the same bytes have the same answers, as far as both go. */
    private static void same(Outcome whole, List<Reply> meant, Outcome outcome) {
        List<Reply> replies = Replies.of(outcome);
        boolean both = whole.isUndisturbed() && outcome.isUndisturbed();
        check(!both || meant.size() == replies.size() && whole.listens() == outcome.listens(), "the number of answers",
                meant.size() + " and " + replies.size() + ", it listens: " + whole.listens() + " and "
                        + outcome.listens());
        boolean late = outcome.late() && !replies.isEmpty() && replies.getLast().status() == 408;
        same(SPLITS, "", meant, late ? replies.subList(0, replies.size() - 1) : replies, both);
    }

    /**
     * Two lists have the same responses, as far as both go.
     *
     * @param two what differs otherwise
     * @param where the second list was heard
     * @param whole whether nothing is missing of their last responses
     */
    static void same(String two, String where, List<Reply> meant, List<Reply> replies, boolean whole) {
        for (int i = 0; i < Math.min(meant.size(), replies.size()); i++) {
            if (whole || meant.get(i).isComplete() && replies.get(i).isComplete()) {
                Reply one = meant.get(i).comparable();
                Reply other = replies.get(i).comparable();
                if (!one.equals(other)) {
                    throw new Finding(two + " differ in a response", where + (i + 1) + ": " + one + "\nand " + other);
                }
            }
        }
    }

    private static void check(boolean good, String what, String detail) {
        if (!good) {
            throw new Finding(SPLITS + " differ in " + what, detail);
        }
    }
}
