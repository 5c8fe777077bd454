package grader.proofs.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * All that a client sends on one connection, and how it has to be answered.
 *
 * @param meant the responses, as far as they are known
 * @param isWhole whether there are no others
 * @param halfClose whether the client ends its side after it
 */
public record Script(byte[] bytes, List<ExpectedResponse> meant, boolean isWhole, boolean halfClose) {

    private static final int MOST_ASKS = 5;

    /** Some requests, of which the last may be answered with less than all, and an end. */
    public static Script any(Random random) {
        RequestGenerator asks = new RequestGenerator(random);
        List<GeneratedRequest> all = new ArrayList<>();
        for (int i = random.nextInt(MOST_ASKS + 1); i > 0; i--) {
            all.add(asks.good());
        }
        if (random.nextInt(6) == 0) {
            all.add(asks.broken());
        }
        Endings end = Endings.values()[random.nextInt(Endings.values().length)];
        all.add(end.any(asks, random));
        return of(all, end.isHalfClose());
    }

    /** After the last response nothing is answered. */
    public static Script of(List<GeneratedRequest> asks, boolean halfClose) {
        StringBuilder text = new StringBuilder();
        List<ExpectedResponse> meant = new ArrayList<>();
        for (GeneratedRequest ask : asks) {
            text.append(ask.text());
            if (ask.meant() != null && (meant.isEmpty() || !meant.getLast().isLast())) {
                meant.add(ask.meant());
            }
        }
        return new Script(text.toString().getBytes(ISO_8859_1), meant, true, halfClose);
    }

    /** @throws Finding if the replies are not as they have to be */
    public void check(List<Reply> replies) {
        boolean all = isWhole || !meant.isEmpty() && meant.getLast().isLast();
        Finding.check(all ? replies.size() == meant.size() : replies.size() >= meant.size(),
                "the number of answers is wrong", replies.size() + ", not " + meant.size());
        for (int i = 0; i < meant.size(); i++) {
            meant.get(i).check(replies.get(i));
        }
    }

    /** The same where time was over, or the client left: the responses up to then, and perhaps a 408. */
    public void checkDisturbed(List<Reply> replies) {
        for (int i = 0; i < Math.min(replies.size(), isWhole ? replies.size() : meant.size()); i++) {
            Reply reply = replies.get(i);
            if (reply.status() == 408) {
                Finding.check(reply.closes() && i == replies.size() - 1, "there is more after a timeout", reply);
            } else {
                Finding.check(i < meant.size(), "the number of answers is wrong", "more than " + meant.size());
                meant.get(i).checkBeginning(reply);
            }
        }
    }
}
